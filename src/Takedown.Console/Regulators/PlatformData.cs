using Takedown.Contracts;
using Takedown.Screens.Access;
using Takedown.Screens.Api;

namespace Takedown.Screens.Regulators;

/// <summary>What the page of a platform shows, read together. A platform reads its own as the regulator does.</summary>
internal sealed record PlatformData(
    PlatformCompliance Now, PlatformCompliance Earlier, ComplianceTrend Trend, PlatformDuties Duties,
    RankingView Ranking, CooperationView? Cooperation, IReadOnlyList<EscalationView>? Escalations, TimeSpan? Limit)
{
    private const int MostEscalations = 10;

    public RankingRow? Rank => Ranking.Items.FirstOrDefault(r => r.PlatformId == Now.PlatformId);

    public static async Task<PlatformData> LoadAsync(Screen screen, string id, ViewPeriod period)
    {
        var api = screen.Api;
        var path = $"/v1/compliance/platforms/{Paths.Segment(id)}";
        // First alone: it tells whether there is such a platform for this reader.
        var now = await api.GetAsync<PlatformCompliance>(Paths.With(path, period.Query));
        var earlier = api.GetAsync<PlatformCompliance>(Paths.With(path, period.Before.Query));
        var trend = api.GetAsync<ComplianceTrend>(Paths.With(
            "/v1/compliance/trend", [.. period.Query, ("bucket", period.Bucket), ("platform", $"{now.PlatformId}")]));
        var duties = api.GetAsync<PlatformDuties>(Paths.With($"{path}/duties", period.Query));
        var ranking = api.GetAsync<RankingView>(Paths.With(
            "/v1/compliance/ranking", [.. period.Query, ("serviceType", now.ServiceType), ("limit", "1000")]));
        var cooperation = api.AllAsync<CooperationView>("/v1/information-requests/by-platform?limit=1000");
        var escalations = screen.Kind is OrganisationKind.Platform ? null : api.GetAsync<Page<EscalationView>>(
            $"/v1/escalations?platform={now.PlatformId}&status=open&limit={MostEscalations}");
        var limit = ActLimits.OfAsync(screen, [now.PlatformId]);
        await Task.WhenAll(earlier, trend, duties, ranking, cooperation, limit);
        return new(
            now, await earlier, await trend, await duties, await ranking,
            (await cooperation).FirstOrDefault(c => c.PlatformId == now.PlatformId),
            escalations is null ? null : (await escalations).Items, await limit);
    }
}
