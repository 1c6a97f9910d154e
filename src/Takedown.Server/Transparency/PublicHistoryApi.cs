using Microsoft.AspNetCore.Http.HttpResults;
using Takedown.Contracts;
using Takedown.Contracts.Json;
using Takedown.Server.Http;
using Takedown.Server.Registry;
using static Takedown.Contracts.OrganisationKind;

namespace Takedown.Server.Transparency;

/// <summary>
/// The years behind the dashboards of regulators, from the public record: the tables of the operation are not read.
/// </summary>
internal static class PublicHistoryApi
{
    private const int DefaultYears = 5, DefaultMonths = 12, MaxIntervals = 36;

    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/v1/transparency/history", GetAsync).WithTags("Regulator").For(Regulator, Operator)
            .Scope(KeyScope.Read).AddEndpointFilter(PublicRecordApi.Off(r => r.PublishesNotices))
            .Describe("publicRecordHistory", "Read the published notices of your platforms over months or years",
                "The 20 works, types, hosts, platforms or regimes with most notices received in the period, by month "
                + "or year, and the measures against accounts that were requested. Default: the last five years, or "
                + "the last 12 months.")
            .Reads("historyBy", "historyBucket", "recordFrom", "recordTo").Answers<TransparencyHistory>()
            .Fails(400, 404);

    private static async Task<Results<Ok<TransparencyHistory>, ProblemHttpResult>> GetAsync(
        HttpContext http, PublicReader reader, RegistryCache registryCache)
    {
        var query = new Query(http);
        var (by, bucket) = (query.Word<HistoryAxis>("by") ?? HistoryAxis.Work, query.OneOf("bucket", "month", "year"));
        var (from, to) = (query.Day("from"), query.Day("to"));
        List<InputFault> faults = [.. query.Faults];
        var now = reader.Now;
        var bounds = Bounds(bucket == "month", from, to ?? DateOnly.FromDateTime(now.UtcDateTime));
        if (bounds.Count is < 2 or > MaxIntervals + 1)
            faults.Add(new("?from", "value.out-of-range", $"1 – {MaxIntervals}"));
        if (faults.Count > 0) return Problems.Invalid(http, faults);
        var registry = await registryCache.CurrentAsync(http.RequestAborted);
        var platforms = registry.PlatformsOf(http.Caller().Id).ToHashSet();
        var asOf = await reader.AsOfAsync(http.RequestAborted);
        var sums = (await reader.Record.HistoryAsync(
            new() { By = by, Bounds = bounds, Platforms = [.. platforms], Now = now }, http.RequestAborted))
            .ToLookup(r => r.Interval);
        var counts = await reader.Record.CountsAsync(
            PublicFigures.Name(bounds[0]), PublicFigures.Name(bounds[^1].AddDays(-1)), null, http.RequestAborted);
        return TypedResults.Ok(new TransparencyHistory
        {
            By = by.Word(),
            Bucket = bucket ?? "year",
            Intervals = [.. Enumerable.Range(0, bounds.Count - 1).Select(i => new TransparencyInterval
            {
                From = DateOnly.FromDateTime(bounds[i].UtcDateTime),
                AccountActions = counts
                    .Where(c => platforms.Contains(c.PlatformId) && IsIn(c.Month, bounds[i], bounds[i + 1]))
                    .Sum(c => c.AccountActions),
                Sums = [.. sums[i].Select(r => new TransparencySum
                {
                    Key = r.Key,
                    Notices = r.Notices,
                    Removed = r.Removed,
                    Rejected = r.Rejected,
                    Escalated = r.Escalated,
                })],
            })],
            AsOf = asOf,
        });
    }

    private static bool IsIn(string month, DateTimeOffset from, DateTimeOffset before) =>
        string.CompareOrdinal(month, PublicFigures.Name(from)) >= 0
        && string.CompareOrdinal(month, PublicFigures.Name(before)) < 0;

    /// <summary>The first days of the intervals from the one with the first day to the one with the last.</summary>
    private static List<DateTimeOffset> Bounds(bool months, DateOnly? from, DateOnly to)
    {
        var first = from ?? (months ? to.AddMonths(1 - DefaultMonths) : to.AddYears(1 - DefaultYears));
        List<DateTimeOffset> bounds = [];
        var at = new DateTimeOffset(first.Year, months ? first.Month : 1, 1, 0, 0, 0, TimeSpan.Zero);
        var end = new DateTimeOffset(to.ToDateTime(TimeOnly.MinValue), TimeSpan.Zero);
        for (; at <= end && bounds.Count <= MaxIntervals; at = months ? at.AddMonths(1) : at.AddYears(1))
            bounds.Add(at);
        if (bounds.Count > 0) bounds.Add(at);
        return bounds;
    }
}
