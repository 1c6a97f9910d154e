using System.Text.Json.Nodes;
using Takedown.Server.Tests.Harness;

namespace Takedown.Server.Tests.Compliance;

/// <summary>The counts, made once more the slow way: from every timeline.</summary>
internal sealed record Recount
{
    private static readonly string[] Waiting = ["delivered", "acknowledged", "information-requested", "escalated"];

    public long Received { get; init; }
    public long Delivered { get; init; }
    public long Undeliverable { get; init; }
    public long Open { get; init; }
    public long OnTime { get; init; }
    public long Late { get; init; }
    public long Breached { get; init; }
    public long AcknowledgeBreached { get; init; }
    public long Removed { get; init; }
    public long Rejected { get; init; }
    public long Withdrawn { get; init; }

    public static Recount Read(JsonNode? counts) => new()
    {
        Received = counts.Long("received"),
        Delivered = counts.Long("delivered"),
        Undeliverable = counts.Long("undeliverable"),
        Open = counts.Long("open"),
        OnTime = counts.Long("onTime"),
        Late = counts.Long("late"),
        Breached = counts.Long("breached"),
        AcknowledgeBreached = counts.Long("acknowledgeBreached"),
        Removed = counts.Long("removed"),
        Rejected = counts.Long("rejected"),
        Withdrawn = counts.Long("withdrawn"),
    };

    public static Recount Of(RecountTests.Mix mix, IReadOnlyList<Guid> platforms, Func<DateOnly, bool>? on = null)
    {
        var ours = mix.Notices.Values.Where(n => platforms.Contains(n.Id("platformId"))).ToList();
        var told = ours.SelectMany(n => mix.Timelines[n.Id("id")].Select(entry => (Notice: n, Entry: entry)))
            .Where(t => on is null || on(DateOnly.FromDateTime(t.Entry.Time("at").UtcDateTime))).ToList();
        long Count(string type, Func<JsonNode, JsonNode, bool>? more = null) =>
            told.Count(t => t.Entry.Text("type") == type && (more is null || more(t.Notice, t.Entry)));
        // An answer that corrects another counts on the day of the first, in place of it.
        var answered = ours.Select(n => (Notice: n, Answers: mix.Timelines[n.Id("id")]
                .TakeWhile(e => e.Text("type") is not "withdrawn")
                .Where(e => e.Text("type") is "action-taken" or "rejected").ToList()))
            .Where(a => a.Answers.Count > 0
                && (on is null || on(DateOnly.FromDateTime(a.Answers[0].Time("at").UtcDateTime)))).ToList();
        long Answers(string sla) => answered.Count(a => a.Notice["sla"].Text("status") == sla);
        long Last(string type) => answered.Count(a => a.Answers[^1].Text("type") == type);
        return new()
        {
            Received = Count("accepted"),
            Delivered = Count("delivered"),
            Open = ours.Count(n => Waiting.Contains(n.Text("state"))),
            OnTime = Answers("met"),
            Late = Answers("late"),
            Breached = Count("deadline-breached", (_, e) => e.Text("deadline") == "act"),
            AcknowledgeBreached = Count("deadline-breached", (_, e) => e.Text("deadline") == "acknowledge"),
            Removed = Last("action-taken"),
            Rejected = Last("rejected"),
            Withdrawn = Count("withdrawn"),
        };
    }

    public static IEnumerable<TimeSpan> Handling(RecountTests.Mix mix, Guid platform) =>
        from notice in mix.Notices.Values
        where notice.Id("platformId") == platform
        let timeline = mix.Timelines[notice.Id("id")]
        from answer in timeline.TakeWhile(e => e.Text("type") is not "withdrawn")
            .Where(e => e.Text("type") is "action-taken" or "rejected").Take(1)
        select answer.Time("at") - timeline.First(e => e.Text("type") == "delivered").Time("at");

    /// <summary>
    /// Accounts with two or more strikes: a removal that stands, each batch and day once, for 180 days.
    /// </summary>
    public static int RepeatAccounts(RecountTests.Mix mix, Guid platform, DateTimeOffset now) => mix.Notices.Values
        .Where(n => n.Id("platformId") == platform && n["account"] is not null && n.Text("state") == "removed")
        .Select(n => (Account: n["account"].Text("id"), Batch: n.Id("batchId"),
            At: mix.Timelines[n.Id("id")].First(e => e.Text("type") is "action-taken" or "rejected").Time("at")))
        .Where(s => s.At.AddDays(180) > now)
        .DistinctBy(s => (s.Account, s.Batch, s.At.UtcDateTime.Date))
        .CountBy(s => s.Account)
        .Count(a => a.Value >= 2);
}
