using Takedown.Server.Tests.Harness;

namespace Takedown.Server.Tests.Registry;

/// <summary>Contacts are cleared and erased on request; ids and figures stay (security M8).</summary>
public sealed class ErasureTests(TestServer server) : IClassFixture<TestServer>
{
    [Fact]
    public async Task A_null_clears_a_contact_and_an_absent_field_keeps_it()
    {
        var claimant = await server.ClaimantAsync(more: new { phone = "+86 10 5555 0100" });
        var path = $"/v1/organisations/{claimant.Id}";
        var changed = (await server.Operator.PatchAsync(path, new { email = (string?)null })).Must(200).Json;
        Assert.Null(changed["email"]);
        Assert.Equal("+86 10 5555 0100", changed["phone"]!.GetValue<string>());
        changed = (await server.Operator.PatchAsync(path, new { phone = (string?)null, address = (string?)null }))
            .Must(200).Json;
        Assert.Equal((null, null), (changed["phone"], changed["address"]));
        Assert.Equal("Rights Ltd", changed["name"]!.GetValue<string>());
    }

    [Theory]
    [InlineData("name")]
    [InlineData("country")]
    [InlineData("tier")]
    public async Task A_null_for_what_must_be_there_is_a_fault(string field)
    {
        var claimant = await server.ClaimantAsync();
        var answer = (await server.Operator.PatchAsync(
            $"/v1/organisations/{claimant.Id}", new Dictionary<string, string?> { [field] = null })).Must(400);
        Assert.Equal(($"/{field}", "field.required"), Assert.Single(answer.Faults));
    }

    [Fact]
    public async Task An_erasure_leaves_ids_states_and_figures_and_no_contact()
    {
        var (platform, claimant, id) = await server.DeliveredAsync("erase.example");
        var open = await claimant.DeliverAsync(platform, Sample.Notice("https://erase.example/open"));
        await platform.SayAsync(id, "action-taken", "removed");
        Assert.NotNull((await claimant.NoticeAsync(id))["notice"]!["rightsHolder"]!["email"]);

        var erased = (await server.Operator.PostAsync($"/v1/organisations/{claimant.Id}/erasure", new { })).Must(200);
        Assert.Equal((1, 1), (erased.Json.Long("notices"), erased.Json.Long("open")));

        var notice = await claimant.NoticeAsync(id);
        Assert.Equal("removed", notice.Text("state"));
        Assert.NotNull(notice["notice"]!["work"]);
        var holder = notice["notice"]!["rightsHolder"]!;
        foreach (var contact in new[] { "contact", "email", "phone", "address" }) Assert.Null(holder[contact]);
        Assert.NotNull((await claimant.NoticeAsync(open))["notice"]!["rightsHolder"]!["email"]);
        var organisation = (await server.Operator.GetAsync($"/v1/organisations/{claimant.Id}")).Must(200).Json;
        Assert.Equal((null, null), (organisation["email"], organisation["address"]));

        var again = (await server.Operator.PostAsync($"/v1/organisations/{claimant.Id}/erasure", new { })).Must(200);
        Assert.Equal(0, again.Json.Long("notices"));
        Assert.Equal(2, (await server.Operator.GetAsync(
            $"/v1/audit?act=contacts.erase&object={claimant.Id}")).Must(200).Items.Count);
    }

    [Fact]
    public async Task Nobody_erases_what_there_is_not() =>
        (await server.Operator.PostAsync(
            $"/v1/organisations/{Guid.CreateVersion7(TimeProvider.System.GetUtcNow())}/erasure", new { })).Must(404);
}
