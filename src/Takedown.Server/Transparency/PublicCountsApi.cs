using System.Globalization;
using Microsoft.AspNetCore.Http.HttpResults;
using Takedown.Contracts;
using Takedown.Server.Http;

namespace Takedown.Server.Transparency;

/// <summary>The published figures.</summary>
internal static class PublicCountsApi
{
    private const int DefaultMonths = 12, MaxMonths = 120;

    private const string Prefix = "public-figure.";

    private static readonly string[] Defined =
    [
        "public-figure.received", "public-figure.delivered", "public-figure.onTime", "public-figure.late",
        "public-figure.breached", "public-figure.removed", "public-figure.rejected", "public-figure.withdrawn",
        "public-figure.accountActions", "public-figure.onTimeRate", "public-figure.actionRate",
    ];

    public static async Task<Results<Ok<TransparencyCounts>, ProblemHttpResult>> GetAsync(
        HttpContext http, PublicReader reader)
    {
        var query = new Query(http);
        List<InputFault> faults = [];
        var (from, to, platform) = (Month(query, "from", faults), Month(query, "to", faults), query.Id("platform"));
        faults.AddRange(query.Faults);
        var last = to ?? from?.AddMonths(DefaultMonths - 1) ?? reader.Now;
        var first = from ?? last.AddMonths(1 - DefaultMonths);
        if (faults.Count == 0 && (last < first || first.AddMonths(MaxMonths) <= last))
            faults.Add(new("?to", "value.out-of-range", $"{PublicFigures.Name(first)} – "));
        if (faults.Count > 0) return Problems.Invalid(http, faults);
        var asOf = await reader.AsOfAsync(http.RequestAborted);
        var counts = await reader.Record.CountsAsync(
            PublicFigures.Name(first), PublicFigures.Name(last), platform, http.RequestAborted);
        var language = Language.Of(http);
        return TypedResults.Ok(new TransparencyCounts
        {
            Totals = With(new TransparencyFigures(), counts),
            Months = [.. counts.GroupBy(c => c.Month).OrderBy(m => m.Key, StringComparer.Ordinal)
                .Select(m => With(new TransparencyMonth { Month = m.Key }, m))],
            Platforms = [.. counts.GroupBy(c => c.PlatformId).Select(p => With(new TransparencyPlatform
            {
                PlatformId = p.Key,
                Name = p.Last().PlatformName,
                Region = p.Last().Region,
            }, p)).OrderByDescending(p => p.Received).ThenBy(p => p.PlatformId)],
            Definitions = [.. Defined.Select(code => new TransparencyDefinition
            {
                Field = code[Prefix.Length..],
                Text = Messages.Text(code, language),
            })],
            AsOf = counts.Count > 0 ? counts.Max(c => c.At) : asOf,
        });
    }

    /// <summary>A month, written as 2026-10 and in no other way.</summary>
    private static DateTimeOffset? Month(Query query, string name, List<InputFault> faults)
    {
        if (query.Text(name) is not { } text) return null;
        if (DateOnly.TryParseExact(text, "yyyy-MM", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
            return new(day.ToDateTime(TimeOnly.MinValue), TimeSpan.Zero);
        faults.Add(new($"?{name}", "field.type", "month (2026-10)"));
        return null;
    }

    private static T With<T>(T figures, IEnumerable<PublicCount> counts) where T : TransparencyFigures
    {
        var sum = counts.Aggregate(new PublicCount(), (a, b) => new()
        {
            Received = a.Received + b.Received,
            Delivered = a.Delivered + b.Delivered,
            OnTime = a.OnTime + b.OnTime,
            Late = a.Late + b.Late,
            Breached = a.Breached + b.Breached,
            Removed = a.Removed + b.Removed,
            Rejected = a.Rejected + b.Rejected,
            Withdrawn = a.Withdrawn + b.Withdrawn,
            AccountActions = a.AccountActions + b.AccountActions,
        });
        return (T)(figures with
        {
            Received = sum.Received,
            Delivered = sum.Delivered,
            OnTime = sum.OnTime,
            Late = sum.Late,
            Breached = sum.Breached,
            Removed = sum.Removed,
            Rejected = sum.Rejected,
            Withdrawn = sum.Withdrawn,
            AccountActions = sum.AccountActions,
            OnTimeRate = Rate(sum.OnTime, sum.Breached),
            ActionRate = Rate(sum.Removed, sum.Rejected),
        });
    }

    private static double? Rate(long part, long rest) => part + rest == 0 ? null : (double)part / (part + rest);
}
