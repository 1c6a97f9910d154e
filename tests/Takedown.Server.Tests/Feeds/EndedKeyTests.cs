using Microsoft.Extensions.DependencyInjection;
using Takedown.Server.Registry;
using Takedown.Server.Tests.Harness;
using Takedown.Storage;
using Organisation = Takedown.Server.Tests.Harness.Organisation;

namespace Takedown.Server.Tests.Feeds;

/// <summary>A key that ends takes its open long polls and streams with it.</summary>
public sealed class EndedKeyTests(TestServer server) : IClassFixture<TestServer>
{
    private static readonly TimeSpan Timeout = TimeSpan.FromMinutes(1);

    [Fact]
    public async Task Every_route_that_waits_ends_when_its_key_is_revoked()
    {
        var document = (await server.Anonymous.GetAsync("/openapi/v1.json")).Must(200).Json["paths"]!.AsObject();
        var waiting = document.Where(path => path.Value!["get"]?["parameters"]?.AsArray()
            .Any(p => p.Text("name") == "wait") == true).Select(path => path.Key).ToList();
        Assert.Superset(
            new HashSet<string> { "/v1/inbox", "/v1/account-actions", "/v1/events" }, waiting.ToHashSet());
        foreach (var path in waiting)
        {
            var platform = await server.PlatformAsync(Bodies.NewHost("revoked-poll"));
            var poll = await BeginAsync(platform, path);
            (await server.Operator.DeleteAsync($"/v1/keys/{platform.KeyId}")).Must(204);
            var answer = await poll.WaitAsync(Timeout, TimeProvider.System);
            Assert.Equal((path, 401, "key.ended"), (path, answer.Status, answer.Code));
        }
    }

    [Fact]
    public async Task A_stream_ends_when_its_key_is_revoked_and_tells_nothing_of_what_comes_after()
    {
        var (platform, claimant, _) = await server.DeliveredAsync(Bodies.NewHost("revoked-stream"));
        var second = (await claimant.Api.PostAsync("/v1/me/keys", new { })).Must(201).Json;
        var other = claimant with { Key = second.Text("key"), Api = server.With(second.Text("key")) };
        using var response = await OpenStreamAsync(claimant);
        using var reader = new StreamReader(await response.Content.ReadAsStreamAsync());
        (await server.Operator.DeleteAsync($"/v1/keys/{claimant.KeyId}")).Must(204);
        var after = await other.DeliverAsync(
            platform, Sample.Notice($"https://{platform.Registered["hosts"]![0]}/after"));
        var told = await reader.ReadToEndAsync().WaitAsync(Timeout, TimeProvider.System);
        Assert.DoesNotContain(after.ToString(), told, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_key_that_was_revoked_by_another_process_ends_its_polls_too()
    {
        var platform = await server.PlatformAsync(Bodies.NewHost("elsewhere"));
        var poll = await BeginAsync(platform, "/v1/inbox");
        // What another process does: this one hears nothing of it.
        var keys = server.Services.GetRequiredService<KeyRegister>();
        await server.Services.GetRequiredService<Database>().WriteAsync(async s =>
            await keys.RevokeAsync(s, (await KeyRegister.FindAsync(s, platform.KeyId))!));
        Assert.Equal("key.ended", (await poll.WaitAsync(Timeout, TimeProvider.System)).Must(401).Code);
    }

    [Fact]
    public async Task A_key_that_expires_ends_its_polls()
    {
        await using var own = await Harness.Disposable.StartAsync();
        var platform = await own.Server.PlatformAsync("expiring.example");
        var made = (await platform.Api.PostAsync(
            "/v1/me/keys", new { expiresAt = (await own.Server.NowAsync()).AddHours(1) })).Must(201).Json;
        var poll = await BeginAsync(
            platform with { Api = own.Server.With(made.Text("key")) }, "/v1/inbox", own.Server);
        await own.Server.AdvanceAsync("PT1H");
        Assert.Equal("key.ended", (await poll.WaitAsync(Timeout, TimeProvider.System)).Must(401).Code);
    }

    [Fact]
    public async Task A_retired_persons_polls_end()
    {
        var platform = await server.PlatformAsync(Bodies.NewHost("retired"));
        var person = (await platform.Api.PostAsync(
            $"/v1/organisations/{platform.Id}/people", new { name = "P", role = "reader" })).Must(201).Json.Id("id");
        var key = (await platform.Api.PostAsync($"/v1/people/{person}/keys", new { })).Must(201).Json.Text("key");
        var poll = await BeginAsync(platform with { Api = server.With(key) }, "/v1/account-actions");
        (await platform.Api.DeleteAsync($"/v1/people/{person}")).Must(204);
        Assert.Equal("key.ended", (await poll.WaitAsync(Timeout, TimeProvider.System)).Must(401).Code);
    }

    [Fact]
    public async Task The_polls_of_other_keys_go_on()
    {
        var host = Bodies.NewHost("goes-on");
        var (platform, claimant) = (await server.PlatformAsync(host), await server.ClaimantAsync());
        var second = (await platform.Api.PostAsync("/v1/me/keys", new { })).Must(201).Json.Id("id");
        var poll = await BeginAsync(platform, "/v1/inbox");
        (await server.Operator.DeleteAsync($"/v1/keys/{second}")).Must(204);
        var id = await claimant.AcceptAsync(Sample.Notice($"https://{host}/1"));
        Assert.Equal(id, Assert.Single((await poll).Must(200).Items).Id("noticeId"));
    }

    /// <summary>A poll that is known to wait.</summary>
    private async Task<Task<Answer>> BeginAsync(Organisation reader, string path, TestServer? on = null)
    {
        var watch = (on ?? server).Services.GetRequiredService<KeyWatch>();
        var before = watch.Count;
        var poll = reader.Api.GetAsync($"{path}?wait=30");
        await Following.WaitUntilAsync(() => Task.FromResult(watch.Count), count => count > before);
        return poll;
    }

    private static Task<HttpResponseMessage> OpenStreamAsync(Organisation reader) => reader.Api.Client.SendAsync(
        new HttpRequestMessage(HttpMethod.Get, "/v1/events/stream"), HttpCompletionOption.ResponseHeadersRead);
}
