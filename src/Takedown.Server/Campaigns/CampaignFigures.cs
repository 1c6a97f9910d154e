using Takedown.Contracts;
using Takedown.Server.Figures;
using Takedown.Server.Registry;
using Takedown.Storage;

namespace Takedown.Server.Campaigns;

/// <summary>What the bodies of a campaign have reached, counted through the sources of the monthly form.</summary>
internal sealed class CampaignFigures(IEnumerable<IFigureSource> sources)
{
    private readonly IFigureSource[] sources = [.. sources];

    public IReadOnlyList<FigureDefinition> All =>
        [.. sources.SelectMany(s => s.Figures).DistinctBy(f => f.Name, StringComparer.Ordinal)];

    public bool Knows(string figure) => sources.Any(s => s.Figures.Any(f => f.Name == figure));

    /// <summary>The figures of some days by name and body.</summary>
    public async Task<IReadOnlyDictionary<string, Dictionary<Guid, long>>> CountAsync(
        Session s, RegistrySnapshot registry, CampaignRow campaign, DateOnly from, DateOnly to,
        IReadOnlyCollection<string>? wanted)
    {
        var figures = new Dictionary<string, Dictionary<Guid, long>>(StringComparer.Ordinal);
        IFigureSource[] asked = [.. sources.Where(
            source => wanted is null || source.Figures.Any(f => wanted.Contains(f.Name)))];
        if (asked.Length == 0) return figures;
        var scope = campaign.Read.Scope;
        var platforms = registry.Platforms.Values.ToLookup(
            p => registry.RegulatorsByRegion.Nearest(p.Region, campaign.Function), p => p.Id);
        foreach (var body in registry.BodiesOf(campaign))
        {
            var of = new FigureScope(
                body.Id, body.Region, campaign.Function, [.. platforms[body.Id]], campaign.Zone.StartOf(from),
                campaign.Zone.StartOf(to.AddDays(1)))
            {
                WorkTypes = scope.WorkTypes is { Count: > 0 } works ? works : null,
                ServiceTypes = scope.ServiceTypes is { Count: > 0 } services ? services : null,
            };
            foreach (var source in asked)
            {
                foreach (var (name, value) in await source.CountAsync(s, of))
                {
                    if (!figures.TryGetValue(name, out var bodies)) figures[name] = bodies = [];
                    bodies[body.Id] = bodies.GetValueOrDefault(body.Id) + value;
                }
            }
        }
        return figures;
    }

    /// <summary>The targets of a campaign with what was reached in some days.</summary>
    public async Task<IReadOnlyList<CampaignTarget>> TargetsAsync(
        Session s, RegistrySnapshot registry, CampaignRow campaign, DateOnly from, DateOnly to)
    {
        var targets = campaign.Read.Targets;
        if (targets.Count == 0) return [];
        var counts = await CountAsync(
            s, registry, campaign, from, to, targets.Select(t => t.Figure!).ToHashSet(StringComparer.Ordinal));
        return [.. targets.Select(t => t with
        {
            Actual = counts.TryGetValue(t.Figure!, out var bodies) ? bodies.Values.Sum() : 0,
        })];
    }
}
