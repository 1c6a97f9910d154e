using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Takedown.Server.Sandbox;
using Takedown.Server.Tests.Harness;

namespace Takedown.Server.Tests.Deadlines;

/// <summary>
/// A server on Wednesday 30 December 2026, ten in the morning in Shanghai. Its calendar CN ends tomorrow.
/// </summary>
internal static class YearEnd
{
    public static readonly DateTimeOffset Morning = At("2026-12-30T10:00+08");

    /// <summary>Three working days from then: 1 January is a holiday by law, and nothing else is known.</summary>
    public static readonly DateTimeOffset ThirdDay = At("2027-01-06T00:00+08");

    public static async Task<Disposable> StartAsync(DateTimeOffset? now = null)
    {
        var own = await Disposable.StartAsync();
        await own.SetAsync(now ?? Morning);
        return own;
    }

    /// <summary>Sets the clock, which the API only moves forward.</summary>
    public static async Task SetAsync(this Disposable own, DateTimeOffset now, params (string, string)[] settings)
    {
        await own.Server.Services.GetRequiredService<SandboxStore>().AddAsync(now - await own.Server.NowAsync());
        await own.Server.RestartAsync(settings);
    }

    public static Task<Organisation> AppStoreAsync(this TestServer server, string host) =>
        server.PlatformAsync(host, new { serviceType = "app-store" });

    public static Task<Guid> DeliverAppAsync(this Organisation claimant, Organisation platform, string url) =>
        claimant.DeliverAsync(platform, Sample.Notice(url, type: "software"));

    /// <summary>The calendar of 2027 alone: Monday 4 January is off, Sunday 10 January is worked.</summary>
    public static JsonObject Year2027() => JsonNode.Parse("""
        {"zone":"Asia/Shanghai","from":"2027-01-01","to":"2027-12-31","holidays":["2027-01-01","2027-01-04"],
         "workedWeekends":["2027-01-10"],"source":{"mark":"P","text":"a test"}}
        """)!.AsObject();

    public static async Task<long> PutAsync(this TestServer server, JsonNode calendar) =>
        (await server.Operator.PutAsync("/v1/calendars/CN", calendar)).Must(200).Json.Long("version");

    public static async Task<IReadOnlyList<JsonNode>> RecomputedAsync(this Organisation reader, Guid id) =>
        [.. (await reader.Api.GetAsync($"/v1/notices/{id}/timeline")).Must(200).Items
            .Where(e => e.Text("type") == "deadline-recomputed").Select(e => e!)];

    /// <summary>The due time of a deadline, with a question mark while it is provisional.</summary>
    public static string Due(this JsonNode notice, string name, string deadline)
    {
        var deadlines = notice["deadlines"]!;
        var kinds = deadlines["provisionalDeadlines"]?.AsArray().Select(k => k!.GetValue<string>()) ?? [];
        Assert.Equal(deadlines["provisional"]?.GetValue<bool>() ?? false, kinds.Any());
        var due = deadlines.Time(name).ToOffset(TimeSpan.FromHours(8));
        return $"{due:MM-dd HH:mm}{(kinds.Contains(deadline) ? "?" : "")}";
    }

    public static string Act(this JsonNode notice) => notice.Due("act", "act");

    public static DateTimeOffset At(string text) =>
        DateTimeOffset.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
}
