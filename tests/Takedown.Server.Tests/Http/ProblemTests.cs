using Takedown.Server.Tests.Harness;

namespace Takedown.Server.Tests.Http;

/// <summary>Whatever goes wrong is answered in one shape.</summary>
public sealed class ProblemTests(TestServer server) : IClassFixture<TestServer>
{
    [Theory]
    [InlineData("GET", "/v1/nowhere", 404, "not-found")]
    [InlineData("GET", "/v1/notices/not-a-uuid", 404, "not-found")]
    [InlineData("DELETE", "/v1/policies/CN-DISK", 405, "method.not-allowed")]
    [InlineData("PUT", "/v1/organisations", 405, "method.not-allowed")]
    public async Task A_path_or_method_that_is_none_is_a_problem_too(
        string method, string path, int status, string code)
    {
        var answer = await server.Operator.SendAsync(new HttpRequestMessage(new HttpMethod(method), path));
        Assert.Equal((status, code, "application/problem+json"), (answer.Status, answer.Code, answer.MediaType));
        Assert.Equal(
            ($"urn:takedown:problem:{code}", status),
            (answer.Json["type"]!.GetValue<string>(), answer.Json["status"]!.GetValue<int>()));
        Assert.NotEmpty(answer.Json["traceId"]!.GetValue<string>());
        Assert.NotEmpty(answer.Json["title"]!.GetValue<string>());
    }

    [Theory]
    [InlineData("text/plain")]
    [InlineData("application/xml")]
    [InlineData("multipart/form-data; boundary=x")]
    [InlineData("application/jsonx")]
    public async Task A_content_type_nobody_reads_is_415(string type)
    {
        var claimant = await server.ClaimantAsync();
        Assert.Equal("media-type.unsupported", (await claimant.SendBatchAsync("x", type)).Must(415).Code);
        Assert.Equal(
            "media-type.unsupported",
            (await server.Operator.SendAsync(HttpMethod.Post, "/v1/organisations", "{}", type)).Must(415).Code);
    }

    [Theory]
    [InlineData("/v1/batches", "application/json, application/x-ndjson, text/csv")]
    [InlineData("/v1/account-actions/responses", "application/json")]
    [InlineData("/v1/notices/0199aaaa-0000-7000-8000-000000000001/withdrawal", "application/json")]
    public async Task Who_sent_another_type_is_told_what_the_path_reads_and_what_it_got(string path, string types)
    {
        var sender = path.Contains("account", StringComparison.Ordinal)
            ? (await server.PlatformAsync(Bodies.NewHost("typed"))).Api : (await server.ClaimantAsync()).Api;
        var request = new HttpRequestMessage(HttpMethod.Post, path)
        {
            Content = new StringContent("x", System.Text.Encoding.UTF8, "text/plain"),
        };
        request.Headers.Authorization = sender.Client.DefaultRequestHeaders.Authorization;
        using var answer = await sender.Client.SendAsync(request);
        Assert.Equal(415, (int)answer.StatusCode);
        Assert.Equal(types, string.Join(", ", answer.Headers.GetValues("Accept-Post")));
        var title = System.Text.Json.Nodes.JsonNode.Parse(await answer.Content.ReadAsStringAsync())!.Text("title")!;
        Assert.Contains(types, title, StringComparison.Ordinal);
        Assert.Contains("text/plain", title, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_key_of_another_kind_is_told_which_kind_it_needs_and_which_it_is()
    {
        var claimant = await server.ClaimantAsync();
        var answer = (await claimant.Api.GetAsync("/v1/inbox")).Must(403);
        Assert.Equal("This operation needs a key of a platform. This key is one of a claimant.",
            answer.Json.Text("title"));
        Assert.Equal(["platform"], answer.Json["neededKinds"]!.AsArray().Select(k => k!.GetValue<string>()));
        Assert.Equal("claimant", answer.Json.Text("kind"));
    }

    [Fact]
    public async Task A_path_that_does_not_exist_is_not_taken_for_a_hidden_object()
    {
        var claimant = await server.ClaimantAsync();
        var path = (await claimant.Api.GetAsync("/v1/nowhere")).Must(404).Json.Text("detail");
        var unknown = Guid.CreateVersion7(TimeProvider.System.GetUtcNow());
        var hidden = (await claimant.Api.GetAsync($"/v1/notices/{unknown}")).Must(404).Json.Text("detail");
        Assert.Contains("no such path", path, StringComparison.OrdinalIgnoreCase);
        Assert.NotEqual(path, hidden);
    }

    [Fact]
    public async Task A_body_without_a_content_type_is_415()
    {
        var claimant = await server.ClaimantAsync();
        var request =
            new HttpRequestMessage(HttpMethod.Post, "/v1/batches") { Content = new ByteArrayContent("{}"u8.ToArray()) };
        (await claimant.Api.SendAsync(request)).Must(415);
    }

    [Theory]
    [InlineData(Bodies.Ndjson)]
    [InlineData(Bodies.Json)]
    public async Task A_compressed_body_is_415_and_not_taken_for_text(string type)
    {
        var claimant = await server.ClaimantAsync();
        var content = new ByteArrayContent([0x1F, 0x8B, 0x08, 0x00]);
        content.Headers.ContentType = new(type);
        content.Headers.ContentEncoding.Add("gzip");
        var answer = await claimant.Api.SendAsync(
            new HttpRequestMessage(HttpMethod.Post, "/v1/batches") { Content = content });
        Assert.Equal("media-type.unsupported", answer.Must(415).Code);
    }

    [Theory]
    [InlineData("", "body.empty")]
    [InlineData("null", "body.not-object")]
    [InlineData("[]", "field.type")]
    [InlineData("\"x\"", "field.type")]
    [InlineData("{", "json.malformed")]
    [InlineData("{}}", "json.malformed")]
    [InlineData("{\"name\":\"\\ud800\"}", "field.type")]
    [InlineData("{\"kind\":\"\\ud800\"}", "json.malformed")]
    [InlineData("{\"\\udfff\":1}", "json.malformed")]
    [InlineData("{\"name\":\"a\",\"name\":\"b\"}", "field.twice")]
    [InlineData(
        "{\"country\":[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[1]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]}",
        "json.too-deep")]
    public async Task A_small_body_that_cannot_be_read_is_told_why(string body, string code)
    {
        var answer =
            (await server.Operator.SendAsync(HttpMethod.Post, "/v1/organisations", body, Bodies.Json)).Must(400);
        Assert.Equal(code, answer.Faults.First().Code);
    }

    [Fact]
    public async Task A_small_body_of_broken_UTF8_is_told_so() =>
        Assert.Equal([("", "encoding.invalid")],
            (await server.Operator.SendAsync(
                HttpMethod.Post, "/v1/organisations", [(byte)'{', 0xFF, (byte)'}'], Bodies.Json))
                .Must(400).Faults);

    [Fact]
    public async Task A_small_body_beyond_its_bound_is_413() =>
        Assert.Equal(
            "body.too-large",
            (await server.Operator.PostAsync("/v1/organisations", new { name = new string('x', 2 << 20) }))
                .Must(413).Code);

    [Theory]
    [InlineData(null, "The resource does not exist or is not visible to your organisation.")]
    [InlineData("en-GB", "The resource does not exist or is not visible to your organisation.")]
    [InlineData("fr, de", "The resource does not exist or is not visible to your organisation.")]
    [InlineData("zh-CN", "资源不存在，或贵机构无权查看。")]
    [InlineData("zh", "资源不存在，或贵机构无权查看。")]
    [InlineData("ZH-Hans-CN", "资源不存在，或贵机构无权查看。")]
    [InlineData("fr, zh;q=0.8, en;q=0.5", "资源不存在，或贵机构无权查看。")]
    [InlineData("zh;q=0.2, en;q=0.9", "The resource does not exist or is not visible to your organisation.")]
    [InlineData("zh;q=0", "The resource does not exist or is not visible to your organisation.")]
    [InlineData("*", "The resource does not exist or is not visible to your organisation.")]
    [InlineData(";;;q=x", "The resource does not exist or is not visible to your organisation.")]
    public async Task Words_come_in_the_language_asked_for(string? language, string title)
    {
        var answer = language is null
            ? await server.Operator.GetAsync("/v1/nowhere")
            : await server.Operator.GetAsync("/v1/nowhere", ("Accept-Language", language));
        Assert.Equal(title, answer.Must(404).Json["title"]!.GetValue<string>());
    }

    [Fact]
    public async Task Faults_speak_both_languages_with_their_arguments()
    {
        string[] Messages(Answer answer) =>
            [.. answer.Must(400).Json["errors"]!.AsArray().Select(e => e!["message"]!.GetValue<string>())];
        const string path = "/v1/notices?limit=0&state=lost";
        var english = Messages(await server.Operator.GetAsync(path));
        Assert.Equal("The value is out of range. Allowed: 1 – 1000.", english[0]);
        Assert.StartsWith("The value 'lost' is not allowed. Allowed: accepted, ", english[1], StringComparison.Ordinal);
        var chinese = Messages(await server.Operator.GetAsync(path, ("Accept-Language", "zh-CN")));
        Assert.Equal("值超出允许范围，应当为 1 – 1000。", chinese[0]);
        Assert.StartsWith("不支持“lost”，允许的值为：accepted, ", chinese[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_server_lives_and_is_ready()
    {
        (await server.Anonymous.GetAsync("/healthz/live")).Must(200);
        Assert.Equal(
            "ready", (await server.Anonymous.GetAsync("/healthz/ready")).Must(200).Json["status"]!.GetValue<string>());
    }
}
