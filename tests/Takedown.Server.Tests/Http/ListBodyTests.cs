using Takedown.Server.Tests.Harness;

namespace Takedown.Server.Tests.Http;

/// <summary>Bodies with a list of items: counted while they are read, and all faults named.</summary>
public sealed class ListBodyTests(TestServer server) : IClassFixture<TestServer>
{
    private static readonly string[] Paths = ["/v1/inbox/responses", "/v1/account-actions/responses"];

    [Fact]
    public async Task Ten_thousand_items_are_taken_and_one_more_is_not()
    {
        var platform = await server.PlatformAsync(Bodies.NewHost("full"));
        foreach (var path in Paths)
        {
            var most = (await SendAsync(platform, path, Items(10_000))).Must(200);
            Assert.Equal(10_000, most.Json["results"]!.AsArray().Count);
            var more = (await SendAsync(platform, path, Items(10_001))).Must(400);
            Assert.Equal([("/responses", "list.too-long")], more.Faults);
        }
    }

    [Theory]
    [InlineData("", " body.empty")]
    [InlineData("  ", " body.empty")]
    [InlineData("null", " body.not-object")]
    [InlineData("[]", " field.type")]
    [InlineData("5", " field.type")]
    [InlineData("\"text\"", " field.type")]
    [InlineData("{}", "/responses field.required")]
    [InlineData("{\"responses\":null}", "/responses field.required")]
    [InlineData("{\"responses\":{}}", "/responses field.type")]
    [InlineData("{\"responses\":5}", "/responses field.type")]
    [InlineData("{\"responses\":[],\"responses\":[]}", "/responses field.twice")]
    [InlineData("{\"responses\":[],\"more\":[1,{\"a\":2}]}", "/more field.unknown")]
    [InlineData("{\"a/b\":1,\"responses\":[]}", "/a~1b field.unknown")]
    [InlineData("{\"responses\":[}", " json.malformed")]
    [InlineData("{\"responses\":[{}", " json.malformed")]
    [InlineData("{\"responses\":[{},]}", " json.malformed")]
    [InlineData("{\"responses\":[{}]", " json.malformed")]
    [InlineData("{\"responses\":[{}]}x", " json.malformed")]
    [InlineData("{\"responses\":[{}]}\0", " json.malformed")]
    [InlineData("{\"responses\" [{}]}", " json.malformed")]
    [InlineData("{responses:[]}", " json.malformed")]
    [InlineData("{\"responses\":[5]}", "/responses/0 field.type")]
    [InlineData("{\"responses\":[{},{\"oops\":1}]}", "/responses/1/oops field.unknown")]
    [InlineData("{\"responses\":[{\"response\":\"x\"},{\"at\":1}]}",
        "/responses/0/response value.unknown,/responses/1/at field.type")]
    [InlineData("{\"responses\":[{\"reason\":{\"a\":{]}]}", "/responses/0 json.malformed")]
    public async Task What_is_wrong_is_named_with_its_place(string body, string faults)
    {
        var platform = await server.PlatformAsync(Bodies.NewHost("faulty"));
        foreach (var path in Paths)
        {
            if (body.Contains("\"at\"", StringComparison.Ordinal) && path == Paths[1]) continue;
            var answer = (await SendAsync(platform, path, body)).Must(400);
            Assert.Equal(faults, string.Join(',', answer.Faults.Select(f => $"{f.Pointer} {f.Code}")));
        }
    }

    [Fact]
    public async Task White_space_escapes_and_null_items_are_what_they_are_in_JSON()
    {
        var platform = await server.PlatformAsync(Bodies.NewHost("spaced"));
        var answer = await SendAsync(
            platform, Paths[0], "\r\n { \"\\u0072esponses\" : [ null , {\t} ,{\"platformRef\":\"]},[{\\\"\"} ] } \n");
        Assert.Equal(
            ["notice.required", "notice.required", "notice.required"],
            answer.Must(200).Json["results"]!.AsArray().Select(r => r.Text("code")));
    }

    [Fact]
    public async Task Faults_beyond_a_hundred_are_not_all_named()
    {
        var platform = await server.PlatformAsync(Bodies.NewHost("many"));
        var body = "{\"responses\":[" + string.Join(',', Enumerable.Repeat("5", 5000)) + "]}";
        Assert.InRange((await SendAsync(platform, Paths[0], body)).Must(400).Faults.Count(), 100, 200);
    }

    [Fact]
    public async Task A_body_beyond_its_length_is_refused()
    {
        var platform = await server.PlatformAsync(Bodies.NewHost("long"));
        var item = "{\"reason\":{\"text\":\"" + new string('x', 2000) + "\"}}";
        var body = "{\"responses\":[" + string.Join(',', Enumerable.Repeat(item, 9000)) + "]}";
        Assert.Equal("body.too-large", (await SendAsync(platform, Paths[1], body)).Must(413).Code);
    }

    /// <summary>An item in hand is charged to no budget before it is complete, so it is short (security H1).</summary>
    [Fact]
    public async Task One_item_beyond_256_KiB_is_refused()
    {
        var platform = await server.PlatformAsync(Bodies.NewHost("item"));
        foreach (var path in Paths)
        {
            var body = "{\"responses\":[{\"reason\":{\"text\":\"" + new string('x', 300 << 10) + "\"}}]}";
            Assert.Equal([("", "body.too-large")], (await SendAsync(platform, path, body)).Must(400).Faults);
        }
    }

    [Fact]
    public async Task Bytes_that_are_no_text_are_refused()
    {
        var platform = await server.PlatformAsync(Bodies.NewHost("bytes"));
        byte[] body = [.. "{\"responses\":[{\"platformRef\":\""u8, 0xFF, .. "\"}]}"u8];
        var answer = (await platform.Api.SendAsync(HttpMethod.Post, Paths[0], body, Bodies.Json)).Must(400);
        Assert.Equal([("", "encoding.invalid")], answer.Faults);
    }

    private static string Items(int count) =>
        "{\"responses\":[" + string.Join(',', Enumerable.Repeat("{}", count)) + "]}";

    private static Task<Answer> SendAsync(Organisation platform, string path, string body) =>
        platform.Api.SendAsync(HttpMethod.Post, path, body, Bodies.Json);
}
