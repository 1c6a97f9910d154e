using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Takedown.Server.Tests.Docker;
using Takedown.Server.Tests.Harness;

namespace Takedown.Server.Tests.Contracts;

/// <summary>The document as generators and validators read it (newcomers F8, F12, F16).</summary>
[Trait("Database", "unused")]
public sealed partial class OpenApiSchemaTests(TestServer server) : IClassFixture<TestServer>
{
    [Fact]
    public async Task Everything_with_a_format_or_words_has_a_type()
    {
        foreach (var (at, schema) in Schemas(await DocumentAsync()))
        {
            if (schema["format"] is not null) Assert.True(schema["type"] is not null, $"{at} has a format and no type");
            if (schema["enum"] is null) continue;
            Assert.True(schema["type"] is not null, $"{at} has words and no type");
            var isNullable = schema["type"]!.ToJsonString().Contains("null", StringComparison.Ordinal);
            Assert.True(isNullable || schema["enum"]!.AsArray().All(w => w is not null), $"{at} has null as a word");
        }
    }

    [Fact]
    public async Task No_list_of_words_ends_in_dots_where_the_words_are_fixed()
    {
        var document = await DocumentAsync();
        foreach (var (schema, field) in new[]
        {
            ("FeedItem", "type"), ("FeedItem", "deadline"), ("TimelineEntry", "type"), ("TimelineEntry", "deadline"),
        })
        {
            var property = document["components"]!["schemas"]![schema]!["properties"]![field]!;
            Assert.DoesNotContain("…", property["description"]!.GetValue<string>(), StringComparison.Ordinal);
            Assert.True(property["enum"]!.AsArray().Count >= 5);
        }
    }

    [Fact]
    public async Task Every_example_is_what_its_schema_says()
    {
        var document = await DocumentAsync();
        var schemas = new JsonSchema(document);
        var media = Operations(document).SelectMany(o => Media(o.Operation).Select(m => (o.At, m))).ToList();
        Assert.True(media.Count > 200);
        foreach (var (at, one) in media)
            Assert.Empty(schemas.Faults(one["schema"]!, one["example"]).Select(fault => $"{at}: {fault}"));
    }

    [Fact]
    public async Task What_people_write_by_hand_is_valid_too()
    {
        var document = await DocumentAsync();
        var schemas = new JsonSchema(document);
        JsonNode Schema(string name) => document["components"]!["schemas"]![name]!;
        var notice = JsonNode.Parse(
            """{"target":{"url":"https://a.example/1","account":"uploader-7"},"rightsHolder":"Harbour Music"}""");
        Assert.Empty(schemas.Faults(Schema("NoticeInput"), notice));
        var response = JsonNode.Parse("""{"response":"rejected","account":"uploader-7"}""");
        Assert.Empty(schemas.Faults(Schema("ResponseInput"), response));
        Assert.NotEmpty(schemas.Faults(Schema("ResponseInput"), JsonNode.Parse("""{"response":"removed"}""")));
        Assert.NotEmpty(schemas.Faults(Schema("ResponseInput"), JsonNode.Parse("""{"account":7}""")));
    }

    [Fact]
    public async Task The_requests_on_the_first_page_are_valid()
    {
        var document = await DocumentAsync();
        var page = await File.ReadAllTextAsync(Path.Combine(Repository.Root, "README.md"));
        var bodies = Quoted().Matches(page.Replace("'$notice'", $"{Guid.Empty}", StringComparison.Ordinal))
            .Select(m => JsonNode.Parse(m.Groups["body"].Value)!.AsObject()).ToList();
        foreach (var (field, name) in new[]
        {
            ("kind", "OrganisationInput"), ("notices", "BatchInput"), ("responses", "ResponsesInput"),
        })
        {
            var found = bodies.Where(b => b.ContainsKey(field)).ToList();
            Assert.NotEmpty(found);
            var schema = document["components"]!["schemas"]![name]!;
            Assert.All(found, body => Assert.Empty(new JsonSchema(document).Faults(schema, body)));
        }
    }

    [Theory]
    [InlineData("PT0.511S", true)]
    [InlineData("P1DT2H", true)]
    [InlineData("PT2M11.071S", true)]
    [InlineData("PT0S", true)]
    [InlineData("P1M", false)]
    [InlineData("24h", false)]
    public async Task Durations_are_as_the_server_writes_and_reads_them(string text, bool isOne)
    {
        var document = await DocumentAsync();
        var median = document["components"]!["schemas"]!["HandlingTimes"]!["properties"]!["median"]!;
        Assert.Null(median["format"]);
        Assert.Equal(isOne, !new JsonSchema(document).Faults(median, text).Any());
    }

    [Fact]
    public async Task What_is_no_JSON_is_text()
    {
        var document = await DocumentAsync();
        foreach (var (at, operation) in Operations(document))
        {
            foreach (var holder in new[] { operation["requestBody"] }.Concat(Responses(operation).Select(r => r.Value)))
            {
                foreach (var (type, media) in holder?["content"]?.AsObject() ?? [])
                {
                    if (type is "application/json" or "application/problem+json") continue;
                    // Lines of JSON, each by this schema.
                    if (type == "application/x-ndjson" && media!["schema"]!["$ref"] is not null) continue;
                    Assert.True(media!["schema"]!["type"]?.GetValue<string>() == "string", $"{at} {type}");
                }
            }
        }
    }

    [Fact]
    public async Task An_example_of_an_error_names_only_what_its_operation_has()
    {
        foreach (var (at, operation) in Operations(await DocumentAsync()))
        {
            var parameters = (operation["parameters"]?.AsArray() ?? []).Select(p => $"?{p!["name"]}").ToList();
            var takesBody = operation["requestBody"] is not null;
            foreach (var (status, response) in Responses(operation))
            {
                var example = response!["content"]?["application/problem+json"]?["example"];
                if (example is null) continue;
                Assert.Equal(status, example["status"]!.ToString());
                foreach (var error in example["errors"]?.AsArray() ?? [])
                {
                    var pointer = error!["pointer"]!.GetValue<string>();
                    Assert.True(pointer.Length == 0 || (pointer[0] == '?' ? parameters.Contains(pointer) : takesBody),
                        $"{at}: {pointer}");
                }
            }
        }
        var batch = (await DocumentAsync())["paths"]!["/v1/batches"]!["post"]!["responses"]!["409"]!;
        Assert.Equal("idempotency.conflict",
            batch["content"]!["application/problem+json"]!["example"]!["code"]!.GetValue<string>());
    }

    [Fact]
    public async Task Everything_is_described()
    {
        var document = await DocumentAsync();
        Assert.NotEmpty(document["servers"]!.AsArray());
        Assert.NotNull(document["info"]!["contact"]);
        Assert.NotNull(document["info"]!["license"]!["identifier"]);
        Assert.All(document["tags"]!.AsArray(), tag => Assert.NotNull(tag!["description"]));
        foreach (var (at, operation) in Operations(document))
        {
            Assert.True(operation["description"] is not null, $"{at} is not described");
            Assert.All(operation["parameters"]?.AsArray() ?? [],
                p => Assert.True(p!["description"] is not null, $"{at} {p["name"]} is not described"));
        }
        foreach (var (name, schema) in document["components"]!["schemas"]!.AsObject())
        {
            Assert.True(schema!["description"] is not null, $"{name} is not described");
            foreach (var (field, property) in schema["properties"]?.AsObject() ?? [])
                Assert.True(property!["description"] is not null, $"{name}.{field} is not described");
        }
    }

    [Fact]
    public async Task Webhooks_are_described_with_their_signature_and_an_example()
    {
        var document = await DocumentAsync();
        var hooks = document["webhooks"]!.AsObject();
        Assert.Contains("notices.delivered", hooks.Select(h => h.Key));
        foreach (var (name, hook) in hooks)
        {
            var post = hook!["post"]!;
            Assert.Equal(["webhook-id", "webhook-timestamp", "webhook-signature"],
                post["parameters"]!.AsArray().Select(p => p!["name"]!.GetValue<string>()));
            var media = post["requestBody"]!["content"]!["application/json"]!;
            Assert.Equal(name, media["example"]!["type"]!.GetValue<string>());
            Assert.Empty(new JsonSchema(document).Faults(media["schema"]!, media["example"]));
            Assert.Contains("2XX", post["responses"]!.AsObject().Select(r => r.Key));
        }
    }

    [Fact]
    public async Task The_Chinese_document_has_the_same_operations_and_nothing_of_it_is_English()
    {
        using var answer = await server.Anonymous.Client.GetAsync("/openapi/v1.zh-CN.json");
        Assert.NotNull(answer.Headers.ETag);
        var chinese = JsonNode.Parse(await answer.Content.ReadAsStringAsync())!;
        var english = await DocumentAsync();
        Assert.Equal(Operations(english).Select(o => o.At), Operations(chinese).Select(o => o.At));
        var missing = Texts(chinese, "").Where(t => !Han().IsMatch(t.Text) && !IsName(t.Text)).ToList();
        Assert.True(missing.Count == 0, "Without Chinese in Http/Documents/zh-CN.json:\n"
            + string.Join('\n', missing.Select(t => $"{t.At}: {t.Text}")));
    }

    private static bool IsName(string text) => text is "UUIDv7。" or "Standard Webhooks";

    private async Task<JsonNode> DocumentAsync() =>
        (await server.Anonymous.GetAsync("/openapi/v1.json")).Must(200).Json;

    private static IEnumerable<(string At, JsonNode Operation)> Operations(JsonNode document) =>
        document["paths"]!.AsObject().Concat(document["webhooks"]!.AsObject())
            .SelectMany(p => p.Value!.AsObject().Select(o => ($"{o.Key} {p.Key}", o.Value!)));

    private static JsonObject Responses(JsonNode operation) => operation["responses"]!.AsObject();

    private static IEnumerable<JsonNode> Media(JsonNode operation) =>
        new[] { operation["requestBody"] }.Concat(Responses(operation).Select(r => r.Value))
            .SelectMany(holder => holder?["content"]?.AsObject().Select(c => c.Value!) ?? []);

    /// <summary>Every schema with its place.</summary>
    private static IEnumerable<(string At, JsonObject Schema)> Schemas(JsonNode document) =>
        Objects(document, "").Where(o => o.Value.ContainsKey("format") || o.Value.ContainsKey("enum"));

    private static IEnumerable<(string At, JsonObject Value)> Objects(JsonNode? node, string at) => node switch
    {
        JsonObject members =>
        [
            (at, members),
            .. members.Where(m => m.Key is not ("example" or "properties"))
                .SelectMany(m => Objects(m.Value, $"{at}/{m.Key}")),
            // A field may be called format.
            .. (members["properties"] as JsonObject ?? []).SelectMany(m => Objects(m.Value, $"{at}/{m.Key}")),
        ],
        JsonArray list => list.SelectMany((item, i) => Objects(item, $"{at}/{i}")),
        _ => [],
    };

    private static IEnumerable<(string At, string Text)> Texts(JsonNode document, string at) =>
        Objects(document, at).SelectMany(o => new[] { "summary", "description" }
            .Where(name => o.Value[name] is JsonValue)
            .Select(name => ($"{o.At}/{name}", o.Value[name]!.GetValue<string>())));

    [GeneratedRegex(@"'(?<body>\{\s*""[^']*\})'", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Quoted();

    [GeneratedRegex(@"\p{IsCJKUnifiedIdeographs}", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Han();
}
