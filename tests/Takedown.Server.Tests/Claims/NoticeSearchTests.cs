using Takedown.Server.Tests.Harness;
using Organisation = Takedown.Server.Tests.Harness.Organisation;

namespace Takedown.Server.Tests.Claims;

/// <summary>A notice is found by what its sender, its target or its platform call it.</summary>
public sealed class NoticeSearchTests(NoticeSearchTests.Three made) : IClassFixture<NoticeSearchTests.Three>
{
    /// <summary>Three notices of one claimant, the same of another.</summary>
    public sealed class Three : IAsyncLifetime
    {
        public TestServer Server { get; } = new();
        public Organisation Claimant { get; private set; } = null!;
        public Organisation Other { get; private set; } = null!;
        public Organisation Platform { get; private set; } = null!;
        public Dictionary<string, Guid> Ids { get; } = [];

        public async Task InitializeAsync()
        {
            await Server.InitializeAsync();
            (Claimant, Other) = (await Server.ClaimantAsync(), await Server.ClaimantAsync());
            Platform = await Server.PlatformAsync("search.example");
            foreach (var name in new[] { "a", "b", "c" })
            {
                var notice = Sample.Notice($"https://search.example/{name}?q=1", $"ref-{name}", title: name);
                Ids[name] = await Claimant.DeliverAsync(Platform, notice);
                await Other.DeliverAsync(Platform, notice);
            }
            await Platform.RemoveAsync(Ids["b"], "pirate");
        }

        public Task DisposeAsync() => Server.DisposeAsync();
    }

    [Theory]
    [InlineData("clientRef=ref-a", "a")]
    [InlineData("clientRef=REF-a", "")]
    [InlineData("clientRef=", "")]
    [InlineData("url=https://search.example/c?q=1", "c")]
    [InlineData("url=HTTPS://SEARCH.example:443/c?q=1%23top", "c")]
    [InlineData("url=https://search.example/", "")]
    [InlineData("account=pirate", "b")]
    [InlineData("account=%20pirate%E2%80%8B", "b")]
    [InlineData("account=nobody", "")]
    [InlineData("clientRef=ref-b&account=pirate&state=removed", "b")]
    [InlineData("clientRef=ref-a&account=pirate", "")]
    [InlineData("clientRef=ref-a' OR 1=1 --", "")]
    public async Task By(string query, string expected)
    {
        var found = (await made.Claimant.Api.GetAsync($"/v1/notices?{query}")).Must(200).Items
            .Select(n => n.Id("id"));
        Assert.Equal(expected.Length == 0 ? [] : [made.Ids[expected]], found);
    }

    [Fact]
    public async Task What_is_no_URL_is_refused_with_the_reason()
    {
        var fault = Assert.Single((await made.Claimant.Api.GetAsync("/v1/notices?url=ftp://x")).Must(400).Faults);
        Assert.Equal("?url", fault.Pointer);
        Assert.StartsWith("url.", fault.Code, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_regulator_reads_the_part_of_a_batch_that_is_of_its_region()
    {
        var elsewhere = await made.Server.PlatformAsync("elsewhere-batch.example", new { region = "CN-440000" });
        var batch = (await made.Claimant.SubmitAsync(
            Sample.Notice("https://search.example/p1"), Sample.Notice("https://search.example/p2"),
            Sample.Notice("https://elsewhere-batch.example/p3"))).Json.Id("id");
        var near = await made.Server.RegulatorAsync("CN-530000");
        var part = (await near.Api.GetAsync($"/v1/batches/{batch}")).Must(200).Json;
        Assert.Equal((2, 2, 0), (part.Long("received"), part.Long("accepted"), part.Long("rejected")));
        Assert.Equal(2, (await near.Api.GetAsync(part.Text("resultsUrl"))).Must(200).Items.Count);
        var police = await made.Server.RegulatorAsync("CN-533123", "police");
        (await police.Api.GetAsync($"/v1/batches/{batch}")).Must(404);
        (await near.Api.GetAsync($"/v1/batches/{batch}/results")).Must(404);
        Assert.NotEqual(Guid.Empty, elsewhere.Id);
    }

    [Fact]
    public async Task A_regulator_lists_the_notices_of_its_region_and_function_and_no_others()
    {
        var near = await made.Server.RegulatorAsync("CN-530000");
        var far = await made.Server.RegulatorAsync("CN-110000");
        var police = await made.Server.RegulatorAsync("CN-533123", "police");
        var listed = (await near.Api.GetAsync("/v1/notices?account=pirate")).Must(200);
        Assert.Equal(made.Ids["b"], Assert.Single(listed.Items)!.Id("id"));
        Assert.DoesNotContain("rights@claimant.example", listed.Body, StringComparison.Ordinal);
        Assert.Equal(6, (await near.Api.GetAsync("/v1/notices")).Must(200).Items
            .Count(n => n!["clientRef"]?.GetValue<string>().StartsWith("ref-", StringComparison.Ordinal) is true));
        foreach (var stranger in new[] { far, police })
            Assert.Empty((await stranger.Api.GetAsync("/v1/notices")).Must(200).Items);
        (await made.Platform.Api.GetAsync("/v1/notices")).Must(403);
    }
}
