using System.Globalization;
using System.Text.Json;
using Takedown.Contracts;
using Takedown.Contracts.Json;
using Takedown.Core.Transparency;
using Takedown.Server.Hosting;
using Takedown.Server.Notices;
using Takedown.Server.Registry;
using Takedown.Server.Transparency.Readers;
using Takedown.Storage;
using PublicNotice = Takedown.Core.Transparency.PublicNotice;

namespace Takedown.Server.Transparency;

/// <summary>Reads the present rows of notices, and makes of them what the public record has of them.</summary>
internal sealed class PublicSource(
    Database database, RegistryCache registryCache, IEnumerable<ReleaseLookup> lookups, TakedownOptions options)
{
    private readonly ReleaseProfile usual =
        new() { Delay = options.Transparency.Delay, Retention = options.Transparency.Retention };

    /// <summary>What the projector reads of this database.</summary>
    public PublicFeed Feed => new(AfterAsync, ReadAsync) { ReadersAsync = ReadersAsync };

    private async Task<IReadOnlyList<RecordReaderKey>> ReadersAsync(
        IReadOnlyCollection<Guid> readers, CancellationToken cancellation) =>
        [.. (await database.ReadAsync(s => RecordReaderStore.OfAsync(s, readers), cancellation)).Select(r => r.Key)];

    /// <summary>Notices that are not published now are read when they are.</summary>
    private async Task<PublicEvents?> AfterAsync(
        Position after, TurnSize size, Func<Guid, Position, bool> isPublished, CancellationToken cancellation)
    {
        if (!options.Transparency.PublishesNotices) return null;
        var events = await database.ReadAsync(s => PublicEvents.AfterAsync(s, after, size, isPublished), cancellation);
        if (events is not null) database.Saw(events.Last.Tx);
        return events;
    }

    /// <summary>What has not reached its platform is nobody's matter yet.</summary>
    private const string Delivered =
        $"SELECT {NoticeStore.Columns}, c.content FROM notices n JOIN notice_contents c ON c.notice_id = n.id "
            + "WHERE n.delivered_at IS NOT NULL AND n.id IN ";

    /// <summary>The entries of the delivered ones among some notices, as they are now.</summary>
    private async Task<PublicRead> ReadAsync(IReadOnlyCollection<Guid> notices, CancellationToken cancellation)
    {
        var read = await database.ReadAsync(async s =>
        {
            // Before the rows: whatever it says is in them.
            var upTo = await PublicEvents.NewestAsync(s);
            var rows = await s.QueryAsync<NoticeWithContent>(Delivered + s.In("ids"), new { ids = s.Ids(notices) });
            var profiles = new Dictionary<Guid, ReleaseProfile>();
            foreach (var lookup in lookups)
            {
                foreach (var (id, profile) in await lookup(s, notices, usual)) profiles[id] = profile;
            }
            return (rows, upTo, claimants: await ClaimantsAsync(s, rows), steps: await StepsAsync(s, rows), profiles);
        }, cancellation);
        // After the rows: their platforms are in it.
        var registry = await registryCache.CurrentAsync(cancellation);
        database.Saw(read.upTo.Tx);
        return new([.. read.rows.Select(row => Entry(
            Stored(row, registry.Platforms[row.PlatformId], read.claimants[row.ClaimantId], read.steps),
            StoredJson.ReadNotice(row.Content), read.profiles.GetValueOrDefault(row.Id, usual)))], read.upTo);
    }

    private static PublicEntry Entry(NoticeToPublish notice, NoticeInput content, ReleaseProfile profile) =>
        profile.HiddenFor is null ? PublicNotice.Of(notice, content, profile) : HiddenNotice.Of(notice, profile);

    private static NoticeToPublish Stored(
        NoticeWithContent row, Organisation platform, Organisation claimant,
        IReadOnlyDictionary<long, PublicStep> steps) => new()
    {
        Id = row.Id,
        Version = row.Version,
        State = row.State,
        Sla = row.ActSla,
        Measure = row.Measure,
        Tier = row.Tier,
        Regime = row.Regime,
        Target = row.Target,
        Platform = new(platform.Id, platform.Name),
        Claimant = new(claimant.Id, claimant.Name),
        ClaimantIsBody = claimant.Kind is OrganisationKind.Regulator or OrganisationKind.Operator
            || claimant.ClaimantType is ClaimantType.Agent or ClaimantType.Association or ClaimantType.Collective,
        ClaimantContacts = [claimant.Email, claimant.Phone, claimant.Address],
        Region = platform.Region,
        ReceivedAt = row.AcceptedAt,
        DeliveredAt = row.DeliveredAt!.Value,
        AnsweredAt = row.AnsweredAt,
        Reason = row.Reason is null ? null : JsonSerializer.Deserialize(row.Reason, StoredJson.Default.Reason),
        PlatformRef = row.PlatformRef,
        Account = row.Account,
        Supplements = row.SupplementList ?? [],
        History = [.. Trail(row).Where(steps.ContainsKey).Select(seq => steps[seq])],
    };

    private const string Claimants =
        "SELECT id, kind, name, email, phone, address, claimant_type FROM organisations WHERE id IN ";

    private static async Task<Dictionary<Guid, Organisation>> ClaimantsAsync(
        Session s, IReadOnlyList<NoticeWithContent> rows) =>
        (await s.QueryAsync<Organisation>(
            Claimants + s.In("ids"), new { ids = s.Ids(rows.Select(r => r.ClaimantId).Distinct()) }))
            .ToDictionary(o => o.Id);

    private const string Steps = "SELECT seq, at, kind FROM events WHERE seq IN ";

    /// <summary>The events of the notices that everybody may see, by their positions.</summary>
    private static async Task<IReadOnlyDictionary<long, PublicStep>> StepsAsync(
        Session s, IReadOnlyList<NoticeWithContent> rows) =>
        (await s.QueryAsync<StepRow>(
            Steps + s.InNumbers("seqs"), new { seqs = s.Numbers(rows.SelectMany(Trail).Distinct()) }))
            .Where(e => PublicEvents.IsShown(e.Kind))
            .ToDictionary(e => e.Seq, e => new PublicStep(e.At, e.Kind.Word()));

    private static IEnumerable<long> Trail(NoticeRow row) =>
        row.EventIds.Split(',', StringSplitOptions.RemoveEmptyEntries)
            .Select(n => long.Parse(n, CultureInfo.InvariantCulture));

    private sealed record StepRow
    {
        public long Seq { get; init; }
        public DateTimeOffset At { get; init; }
        public EventKind Kind { get; init; }
    }
}
