using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Takedown.Server.Figures;
using Takedown.Server.Tests.Harness;
using Takedown.Storage;

namespace Takedown.Server.Tests.Platforms;

/// <summary>巡查清理: A22. What platforms remove without a notice.</summary>
public sealed class OwnRemovalTests(TestServer server) : IClassFixture<TestServer>
{
    private const string Path = "/v1/own-removals";

    private static object Item(string url, DateTimeOffset at, string workType = "film-tv") => new
    {
        url, workType, mode = "clipping", account = new { id = " uploader-7 ", name = "Seven" },
        measure = "removed", at = at.ToString("O"), ground = "Patrol",
    };

    private static object Items(params object[] items) => new { items };

    private static IEnumerable<(string Status, string? Code, string? Pointer)> Told(Answer answer) =>
        answer.Json["results"]!.AsArray().Select(r =>
            (r.Text("status"), r!["code"]?.GetValue<string>(), r["pointer"]?.GetValue<string>()));

    [Fact]
    [Trait("Id", "A22")]
    public async Task A22_They_are_recorded_once_listed_to_those_responsible_and_counted_in_the_form()
    {
        var now = await server.NowAsync();
        var own = await server.PlatformAsync("own.example");
        var other = await server.PlatformAsync("other.example", new { serviceType = "cloud-disk" });
        var (near, far) = (await server.RegulatorAsync("CN-533123"), await server.RegulatorAsync("CN-310000"));
        var at = now.AddHours(-1);
        var body = Items(
            Item("https://www.own.example/1?utm_source=x", at), Item("https://www.own.example/1", at),
            Item("https://www.own.example/1", at.AddSeconds(1), "muisc"), Item("https://other.example/1", at));
        var first = (await own.Api.PostAsync(Path, body)).Must(200);
        Assert.Equal(
            [
                ("recorded", null, null), ("unchanged", null, null), ("recorded", null, null),
                ("refused", "url.not-yours", "/url"),
            ],
            Told(first));
        var results = first.Json["results"]!.AsArray();
        Assert.Equal(results[0].Id("id"), results[1].Id("id"));
        Assert.Equal("word.unknown", results[2]!["warnings"]!.AsArray().Single().Text("code"));
        Assert.Null(results[0]!["warnings"]);
        // Again, as after a lost answer: nothing new.
        Assert.Equal(["unchanged", "unchanged", "unchanged", "refused"],
            Told((await own.Api.PostAsync(Path, body)).Must(200)).Select(t => t.Status));
        (await other.Api.PostAsync(Path, Items(Item("https://other.example/1", at)))).Must(200);

        var mine = (await own.Api.GetAsync(Path)).Must(200).Items;
        Assert.Equal(
            [("https://www.own.example/1", "uploader-7"), ("https://www.own.example/1", "uploader-7")],
            mine.Select(i => (i.Text("url"), i!["account"].Text("id"))));
        Assert.Equal(3, (await near.Api.GetAsync(Path)).Must(200).Items.Count);
        Assert.Empty((await far.Api.GetAsync(Path)).Must(200).Items);
        Assert.Equal(2, (await near.Api.GetAsync($"{Path}?platform={own.Id}&account=uploader-7")).Items.Count);
        Assert.Empty((await own.Api.GetAsync($"{Path}?account=uploader-8")).Must(200).Items);
        (await far.Api.GetAsync($"{Path}?platform={own.Id}")).Must(404);
        (await other.Api.GetAsync($"{Path}?platform={own.Id}")).Must(404);
        var page = (await near.Api.GetAsync($"{Path}?limit=2")).Must(200).Json;
        Assert.Single((await near.Api.GetAsync($"{Path}?limit=2&after={page.Text("next")}")).Must(200).Items);

        var scope = new FigureScope(
            near.Id, "CN-533123", "copyright", [own.Id, other.Id], now.AddDays(-1), now.AddDays(1));
        Assert.Equal((3, 3), await CountAsync(scope));
        Assert.Equal((0, 0), await CountAsync(scope with { Function = "market" }));
        Assert.Equal((0, 0), await CountAsync(scope with { Before = now.AddDays(-1).AddHours(1) }));
        Assert.Equal((1, 1), await CountAsync(scope with { ServiceTypes = ["cloud-disk"] }));
        Assert.Equal((2, 2), await CountAsync(scope with { WorkTypes = ["film-tv"] }));
    }

    [Fact]
    public async Task What_cannot_be_right_is_refused_item_by_item()
    {
        var now = await server.NowAsync();
        var platform = await server.PlatformAsync("wrong.example");
        object Good(string url) => Item(url, now.AddHours(-1));
        JsonObject With(string field, JsonNode? value)
        {
            var item = System.Text.Json.JsonSerializer.SerializeToNode(Good("https://wrong.example/x"))!.AsObject();
            item[field] = value;
            return item;
        }
        var answer = (await platform.Api.PostAsync(Path, Items(
            With("url", null), With("url", "wrong.example/x"), With("workType", null), With("mode", "Two Words"),
            With("account", new JsonObject { ["name"] = "x" }), With("measure", "shredded"), With("measure", null),
            With("at", now.AddDays(1).ToString("O")), With("at", "1999-12-31T00:00:00Z"), With("ground", " "),
            With("ground", new string('x', 501)), With("ground", "a\0b"),
            With("wrokType", "x"), null!, Good("https://wrong.example/x"))))
            .Must(200);
        Assert.Equal(
            [
                ("field.required", "/url"), ("url.not-absolute", "/url"), ("field.required", "/workType"),
                ("value.token", "/mode"), ("account.invalid", "/account"), ("value.unknown", "/measure"),
                ("field.required", "/measure"), ("time.future", "/at"), ("value.out-of-range", "/at"),
                ("field.required", "/ground"), ("value.too-long", "/ground"), ("text.nul", "/ground"),
                ("field.unknown", "/wrokType"),
                ("field.required", ""),
            ],
            Told(answer).SkipLast(1).Select(t => (t.Code!, t.Pointer!)));
        Assert.Equal("recorded", Told(answer).Last().Status);
        Assert.Equal([("/items", "field.required")], (await platform.Api.PostAsync(Path, new { })).Must(400).Faults);
        Assert.Equal([("/items", "list.too-long")], (await platform.Api.PostAsync(
            Path, new { items = Enumerable.Range(0, 10_001).Select(_ => new { }) })).Must(400).Faults);
        Assert.Equal("forbidden", (await server.Operator.PostAsync(Path, Items())).Must(403).Code);
    }

    [Fact]
    public async Task Ten_thousand_come_in_one_call_and_a_key_gives_the_same_answer_again()
    {
        var at = (await server.NowAsync()).AddDays(-1);
        var platform = await server.PlatformAsync("many.example");
        var body = new { items = Enumerable.Range(0, 10_000).Select(i => Item($"https://many.example/{i}", at)) };
        var first = (await platform.Api.PostAsync(Path, body, ("Idempotency-Key", "one"))).Must(200);
        Assert.Equal(10_000, Told(first).Count(t => t.Status == "recorded"));
        var again = (await platform.Api.PostAsync(Path, body, ("Idempotency-Key", "one"))).Must(200);
        Assert.Equal(first.Body, again.Body);
        Assert.Equal("idempotency.conflict",
            (await platform.Api.PostAsync(Path, Items(), ("Idempotency-Key", "one"))).Must(409).Code);
        // Two calls with the same removals at once record each of them once.
        var both = await Task.WhenAll(Enumerable.Range(0, 2).Select(_ => platform.Api.PostAsync(
            Path, Items([.. Enumerable.Range(0, 200).Select(i => Item($"https://many.example/both/{i}", at))]))));
        Assert.Equal(200, both.SelectMany(b => Told(b.Must(200))).Count(t => t.Status == "recorded"));
    }

    private async Task<(long Number, int Ids)> CountAsync(FigureScope scope)
    {
        const string Name = "own-removals";
        var source = server.Services.GetServices<IFigureSource>().Single(f => f.Figures.Any(d => d.Name == Name));
        var database = server.Services.GetRequiredService<Database>();
        return (
            (await database.ReadAsync(s => source.CountAsync(s, scope)))[Name],
            (await database.ReadAsync(s => source.IdsAsync(s, Name, scope, Guid.Empty, 100))).Count);
    }
}
