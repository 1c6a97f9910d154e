using System.Net;
using System.Text.Json.Nodes;
using Takedown.Server.Tests.Harness;

namespace Takedown.Server.Tests.Observability;

/// <summary>The answers of <c>/healthz</c>, which load balancers and people read.</summary>
public sealed class HealthTests(TestServer server) : IClassFixture<TestServer>
{
    [Theory]
    [InlineData("/healthz/live", """{"status":"alive"}""")]
    [InlineData("/healthz/ready", """{"status":"ready","parts":{"database":"ready","bus":"ready"}}""")]
    public async Task A_server_that_works_says_so_in_these_words(string path, string body)
    {
        using var answer = await server.Anonymous.Client.GetAsync(path);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("application/json; charset=utf-8", answer.Content.Headers.ContentType!.ToString());
        // Calendars that end soon are named too, which depends on the day: CalendarWatchTests.
        var said = JsonNode.Parse(await answer.Content.ReadAsStringAsync())!.AsObject();
        said.Remove("warnings");
        Assert.Equal(body, said.ToJsonString());
        (await server.Anonymous.PostAsync(path, new { })).Must(405);
    }

    [Fact]
    public async Task A_database_that_cannot_be_opened_is_named_with_its_reason()
    {
        var nowhere = TestStore.IsPostgres
            ? "Host=127.0.0.1;Port=1;Username=nobody;Database=none" : "Data Source=/proc/none/takedown.db";
        var blind = await TestServer.StartAsync(("Takedown:Database:ConnectionString", nowhere));

        var ready = (await blind.Anonymous.GetAsync("/healthz/ready")).Must(503).Body;

        Assert.Matches(
            """^{"status":"not ready","parts":{"database":"not ready: it [a-z0-9 ]+","bus":"ready"}}$""", ready);
        (await blind.Anonymous.GetAsync("/healthz/live")).Must(200);
        await blind.DisposeAsync();
    }
}
