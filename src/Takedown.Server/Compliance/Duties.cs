using Takedown.Contracts;
using Takedown.Core.Compliance;
using Takedown.Core.Information;
using Takedown.Server.Figures;
using Takedown.Server.Registry;
using Takedown.Storage;

namespace Takedown.Server.Compliance;

/// <summary>How a platform fulfils its three duties, as far as the counters say.</summary>
internal sealed class Duties(
    ComplianceStore store, Moments moments, AccountCounts accounts, IEnumerable<DutySource> sources, Database database,
    TimeProvider time)
{
    /// <summary>Ours (P): no law says when a platform reacts only at the deadline.</summary>
    private const double OnlyAtTheDeadline = 0.5;

    public async Task<PlatformDuties> OfAsync(Organisation platform, Period period)
    {
        var scope = CountScope.OfPlatforms(platform.Id);
        var counts = await store.ReadAsync(Grouping.All, scope, period) is [var all, ..] ? all.Counts : new();
        var now = Moments.Total((await moments.ReadAsync(scope, period)).Open.Values);
        var other = await OtherAsync(platform.Id, period);
        var n = counts.OnTime + counts.Breached;
        return new()
        {
            PlatformId = platform.Id,
            Name = platform.Name,
            Takedown = new()
            {
                N = n,
                SmallN = n < Ranks.SmallN,
                OnTimeRate = counts.OnTimeRate,
                ActionRate = counts.ActionRate,
                RefusalRate = counts.RefusalRate,
                OverturnRate = counts.OverturnRate,
                LastMinuteRate = counts.LastMinuteRate,
                Assessments = Assessed(other),
                LastMinute = counts.OnTime >= Ranks.SmallN && counts.LastMinuteRate >= OnlyAtTheDeadline,
            },
            Cooperation = new()
            {
                AcknowledgeBreached = counts.AcknowledgeBreached,
                RestoreBreached = counts.RestoreBreached,
                AccountActions = counts.AccountActions,
                AccountActionsBreached = await accounts.BreachedAsync(platform.Id, period),
                InformationRequests = other.Requests,
                InformationOnTime = other.OnTime,
                InformationLate = other.Late,
                InformationRefused = other.Refused,
                InformationOverdue = other.Overdue,
                InformationScore = Cooperation.Score(other.OnTime, other.Late, other.Refused, other.Overdue),
            },
            Review = new()
            {
                Attributed = counts.Attributed,
                Reuploads = counts.Reuploads,
                ReuploadRate = counts.ReuploadRate,
                RepeatAccounts = now.RepeatAccounts,
                OwnRemovals = other.OwnRemovals,
            },
        };
    }

    private static AssessmentDuty? Assessed(DutyCounts counts)
    {
        var all = counts.FoundInfringing + counts.FoundNot + counts.FoundUnclear;
        return all == 0 ? null : new()
        {
            Infringing = counts.FoundInfringing,
            Not = counts.FoundNot,
            Unclear = counts.FoundUnclear,
            HoursToFinding = TimeSpan.FromMilliseconds((double)counts.ToFinding / all).TotalHours,
            HoursToMeasure = counts.RemovedAfterFinding == 0 ? null
                : TimeSpan.FromMilliseconds((double)counts.ToRemoval / counts.RemovedAfterFinding).TotalHours,
        };
    }

    /// <summary>What other features have the rows of.</summary>
    public Task<DutyCounts> OtherAsync(Guid platform, Period period) => database.ReportAsync(async s =>
    {
        var scope = new DutyScope(platform, period.FirstHour, period.LastHour, time.GetUtcNow());
        var sum = new DutyCounts();
        foreach (var source in sources) sum += await source(s, scope);
        return sum;
    });
}
