using Takedown.Contracts;
using Takedown.Core.Notices;
using Takedown.Server.Figures;
using Takedown.Server.Notices;
using Takedown.Server.Registry;
using Takedown.Storage;

namespace Takedown.Server.Intake;

/// <summary>
/// What is known of items before they are sent. What their platforms refused is read once for each platform and topic
/// of a dry run, from counters; all else is in memory.
/// </summary>
internal sealed class Preflight(
    Database database, RegistrySnapshot registry, NoticeDeadlines table, Guid claimant, DateTimeOffset now)
{
    private const int MaxKept = 10_000;

    private readonly Dictionary<(Guid Platform, long Topic), IReadOnlyList<RefusalCount>> refusals = [];
    private readonly DeadlineStarts starts = new(registry, now);

    /// <returns>Null for an item whose platform or regime is not known.</returns>
    public async Task<PreflightView?> OfAsync(JudgedItem item, OpenNoticeRow? open)
    {
        if (item.Preview is not { } asked) return null;
        var route = item.Route;
        return new()
        {
            PlatformId = asked.Platform.Id,
            PlatformName = asked.Platform.Name,
            Regime = asked.Regime,
            RegimeVersion = registry.Regimes[asked.Regime].Version,
            Required = asked.Required,
            FilesFirst = route?.Policy.RequiresEvidence is true ? true : null,
            Refusals = await RefusalsAsync(asked),
            Known = open is null ? null : new() { NoticeId = open.NoticeId, Barred = open.Barred },
            NeverTouch = asked.NeverTouch,
            Confirmation = route?.Shared,
            Policy = route?.Policy.Code,
            PolicyVersion = route?.Policy.Version,
            Tier = route?.Tier,
            Deadlines = route is null ? null : starts.Preview(
                new NoticeRow { Policy = route.Policy.Code, PolicyVersion = route.Policy.Version, Tier = route.Tier },
                table),
        };
    }

    private async Task<IReadOnlyList<RefusalCount>> RefusalsAsync(ItemPreview asked)
    {
        var key = (asked.Platform.Id, asked.Topic);
        if (refusals.TryGetValue(key, out var known)) return known;
        if (refusals.Count >= MaxKept) refusals.Clear();
        return refusals[key] = await database.ReadAsync(
            s => PlatformRefusals.OfAsync(s, key.Id, key.Topic, claimant, now));
    }
}
