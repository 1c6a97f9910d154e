using System.Globalization;
using Takedown.Contracts;
using Takedown.Core.Compliance;
using Takedown.Server.Auditing;
using Takedown.Server.Compliance.Scores;
using Takedown.Server.Limits;
using Takedown.Server.Registry;
using Takedown.Storage;

namespace Takedown.Server.Compliance.Senders;

/// <summary>
/// Lowers the tier of claimants by the rule and gives it back, by their scores of the days that the rule says. The
/// state moves in the transaction that tells, so that several processes tell it once.
/// </summary>
internal sealed class TierRun(
    Database database, ClaimantScores scores, RegistryCache registryCache, LimitsCache limits, Standings standings,
    TimeProvider time)
{
    private static readonly string WithTier =
        $"SELECT id FROM organisations WHERE kind = {OrganisationKind.Claimant:D} AND tier > {Tier.Ordinary:D}";

    public async Task RunAsync(CancellationToken cancellation)
    {
        var registry = await registryCache.CurrentAsync(cancellation);
        var rule = (await limits.GetAsync(registry.Version, cancellation)).Server.View.TierRule!;
        // Those that lost it last, in case it was taken from them meanwhile.
        var lowered = registry.Standings.Where(s => s.Value.ByRule is not null).Select(s => s.Key);
        List<Guid> watched =
            [.. (await database.ReadAsync(s => s.QueryAsync<Guid>(WithTier), cancellation)).Union(lowered)];
        if (watched.Count == 0) return;
        var now = time.GetUtcNow();
        var period = Period.Hours(ReportZone.HourOf(now.AddDays(-rule.Days!.Value)) + 1, ReportZone.HourOf(now));
        var found = (await scores.OfAsync(
            registry, [.. registry.Platforms.Keys], watched, period, watched.Count, 0))
            .ToDictionary(s => s.ClaimantId);
        foreach (var claimant in watched)
        {
            cancellation.ThrowIfCancellationRequested();
            await LookAsync(claimant, found.GetValueOrDefault(claimant), registry, rule, now);
        }
    }

    private async Task LookAsync(
        Guid claimant, ClaimantScore? score, RegistrySnapshot registry, TierRule rule, DateTimeOffset now)
    {
        bool Next(SenderStanding? standing) => TierRules.IsLowered(
            rule, standing?.ByRule is not null, score?.Removed ?? 0, score?.Refused ?? 0);
        var known = registry.Standings.GetValueOrDefault(claimant);
        if (Next(known) == (known?.ByRule is not null)) return;
        await standings.ChangeAsync(AuditActs.ByServer("tier.rule", claimant), claimant, by: null, standing =>
        {
            var next = Next(standing);
            return next == (standing?.ByRule is not null) ? (null, null) : (new()
            {
                Change = next ? StandingChangeKind.LoweredByRule : StandingChangeKind.RestoredByRule,
                At = now,
                Text = Text(rule, next, score),
                Precision = score?.Precision,
                N = score?.N ?? 0,
            }, null);
        });
    }

    /// <summary>Data, for machines and people of any language: the figure, its bound and what is behind it.</summary>
    private static string Text(TierRule rule, bool next, ClaimantScore? score) => string.Create(
        CultureInfo.InvariantCulture,
        $"precision = {score?.Precision:0.####} ({(next ? "<" : ">=")} {(next ? rule.Below : rule.Back)}, "
            + $"n = {score?.N ?? 0}, days = {rule.Days})");
}

/// <summary>Looks at the tiers after the events are counted.</summary>
internal sealed class TierLoop(TierRun run, Projector projector, Hosting.DatabaseStartup opening, ILogger<TierLoop> log)
    : Hosting.BackgroundLoop(TimeSpan.FromMinutes(10), opening, log)
{
    protected override async Task RunOnceAsync(CancellationToken stop)
    {
        await projector.CatchUpAsync(stop);
        await run.RunAsync(stop);
    }
}
