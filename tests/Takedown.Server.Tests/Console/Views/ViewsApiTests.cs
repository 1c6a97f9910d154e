using Takedown.Server.Tests.Harness;

namespace Takedown.Server.Tests.Screens.Views;

/// <summary>Saved views over the API.</summary>
public sealed class ViewsApiTests(TestServer server) : IClassFixture<TestServer>
{
    [Fact]
    public async Task A_view_belongs_to_who_saved_it_and_a_shared_one_to_the_organisation()
    {
        var body = await server.RegulatorAsync("CN-350100");
        var (one, two) = ((await server.PersonOfAsync(body, name: "一")).Api, (await server.PersonOfAsync(body)).Api);
        var other = (await server.ClaimantAsync()).Api;
        await SaveAsync(one, "own of one");
        var shared = await SaveAsync(one, "shared by one", shared: true);
        await SaveAsync(body.Api, "own of the body");

        Assert.Equal(["own of one", "shared by one"], await NamesAsync(one));
        Assert.Equal(["shared by one"], await NamesAsync(two));
        Assert.Equal(["shared by one", "own of the body"], await NamesAsync(body.Api));
        Assert.Empty(await NamesAsync(other));
        var seen = (await two.GetAsync("/v1/views")).Items[0];
        Assert.Equal(("一", false), (seen.Text("createdBy"), seen!["own"]!.GetValue<bool>()));

        // Neither a colleague nor another organisation deletes it; a key of the organisation does.
        (await two.DeleteAsync($"/v1/views/{shared}")).Must(404);
        (await other.DeleteAsync($"/v1/views/{shared}")).Must(404);
        (await server.Operator.DeleteAsync($"/v1/views/{shared}")).Must(404);
        (await body.Api.DeleteAsync($"/v1/views/{shared}")).Must(204);
        (await one.DeleteAsync($"/v1/views/{shared}")).Must(404);
        Assert.Equal(["own of one"], await NamesAsync(one));
        // What is not shared is out of reach of the organisation's key too.
        var own = (await one.GetAsync("/v1/views")).Items[0].Id("id");
        (await body.Api.DeleteAsync($"/v1/views/{own}")).Must(404);
        (await one.DeleteAsync($"/v1/views/{own}")).Must(204);
    }

    [Fact]
    public async Task Views_are_listed_by_page_and_in_pages()
    {
        var api = (await server.ClaimantAsync()).Api;
        for (var i = 0; i < 5; i++) await SaveAsync(api, $"{i}", i % 2 == 0 ? "/notices" : "/batches");
        var page = (await api.GetAsync("/v1/views?path=/notices&limit=2")).Must(200).Json;
        Assert.Equal(["0", "2"], page["items"]!.AsArray().Select(v => v.Text("name")));
        var rest = (await api.GetAsync($"/v1/views?path=/notices&limit=2&after={page.Text("next")}")).Must(200);
        Assert.Equal(["4"], rest.Items.Select(v => v.Text("name")));
        Assert.Null(rest.Json["next"]);
    }

    [Theory]
    [InlineData("/name", """{"path":"/notices"}""")]
    [InlineData("/name", """{"name":" ","path":"/notices"}""")]
    [InlineData("/path", """{"name":"x"}""")]
    [InlineData("/path", """{"name":"x","path":"notices"}""")]
    [InlineData("/path", """{"name":"x","path":"//evil.example"}""")]
    [InlineData("/path", """{"name":"x","path":"/../x"}""")]
    [InlineData("/path", """{"name":"x","path":"/a?b"}""")]
    [InlineData("/path", """{"name":"x","path":"/a\\b"}""")]
    [InlineData("/query", """{"name":"x","path":"/notices","query":"a=b#c"}""")]
    [InlineData("/query", """{"name":"x","path":"/notices","query":"a=\"b"}""")]
    [InlineData("/query", """{"name":"x","path":"/notices","query":"a=b c"}""")]
    [InlineData("/surprise", """{"name":"x","path":"/notices","surprise":1}""")]
    public async Task A_view_names_a_page_of_the_console_and_nothing_else(string pointer, string body)
    {
        var api = (await server.ClaimantAsync()).Api;
        var refused = (await api.SendAsync(HttpMethod.Post, "/v1/views", body, Bodies.Json)).Must(400);
        Assert.Equal([pointer], refused.Faults.Select(f => f.Pointer));
        Assert.Empty((await api.GetAsync("/v1/views")).Items);
    }

    [Fact]
    public async Task A_hundred_are_enough_and_each_is_recorded_without_its_filters()
    {
        var claimant = await server.ClaimantAsync();
        for (var i = 0; i < 100; i++) await SaveAsync(claimant.Api, $"{i}");
        Assert.Equal("view.too-many", (await claimant.Api.PostAsync("/v1/views", new
        {
            name = "one more", path = "/notices",
        })).Must(409).Code);
        var audit = (await claimant.Api.GetAsync("/v1/audit?act=view.create&limit=1000")).Must(200);
        Assert.Equal(100, audit.Items.Count);
        Assert.DoesNotContain("state=delivered", audit.Body, StringComparison.Ordinal);
    }

    private static async Task<Guid> SaveAsync(
        Api api, string name, string path = "/notices", bool shared = false) => (await api.PostAsync("/v1/views", new
        {
            name, path, query = "state=delivered", shared,
        })).Must(201).Json.Id("id");

    private static async Task<IEnumerable<string>> NamesAsync(Api api) =>
        (await api.GetAsync("/v1/views")).Must(200).Items.Select(v => v.Text("name"));
}
