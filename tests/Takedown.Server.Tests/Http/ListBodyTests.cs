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
        var body = "{" + string.Join(',', Enumerable.Range(0, 5000).Select(i => $"\"f{i}\":1")) + "}";
        Assert.InRange((await SendAsync(platform, Paths[0], body)).Must(400).Faults.Count(), 100, 200);
    }

    [Theory]
    [InlineData("5", "field.type", "")]
    [InlineData("""{"oops":1}""", "field.unknown", "/oops")]
    [InlineData("""{"response":"removed"}""", "value.unknown", "/response")]
    [InlineData("""{"measure":"deleted","response":"x"}""", "value.unknown", "/measure")]
    [InlineData("""{"reason":{"kode":"other"}}""", "field.unknown", "/reason/kode")]
    [InlineData("""{"at":"yesterday"}""", "field.type", "/at")]
    public async Task What_is_wrong_in_one_item_is_the_result_of_that_item(string item, string code, string pointer)
    {
        var platform = await server.PlatformAsync(Bodies.NewHost("item-fault"));
        foreach (var path in Paths)
        {
            var results = (await SendAsync(platform, path, $$"""{"responses":[{},{{item}},null]}"""))
                .Must(200).Json["results"]!.AsArray();
            Assert.Equal(3, results.Count);
            Assert.Equal(("refused", code, pointer),
                (results[1].Text("status"), results[1].Text("code"), results[1].Text("pointer")));
            Assert.All(results, r => Assert.NotEmpty(r.Text("message")!));
        }
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
    public async Task Bytes_that_are_no_text_are_the_result_of_their_item()
    {
        var platform = await server.PlatformAsync(Bodies.NewHost("bytes"));
        byte[] body = [.. "{\"responses\":[{\"platformRef\":\""u8, 0xFF, .. "\"}]}"u8];
        var answer = (await platform.Api.SendAsync(HttpMethod.Post, Paths[0], body, Bodies.Json)).Must(200);
        Assert.Equal("encoding.invalid", answer.Json["results"]![0].Text("code"));
    }

    private static string Items(int count) =>
        "{\"responses\":[" + string.Join(',', Enumerable.Repeat("{}", count)) + "]}";

    private static Task<Answer> SendAsync(Organisation platform, string path, string body) =>
        platform.Api.SendAsync(HttpMethod.Post, path, body, Bodies.Json);
}
