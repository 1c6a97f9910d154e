using System.Globalization;
using Takedown.Contracts.Json;
using Takedown.Server.Notices;
using Takedown.Storage;

namespace Takedown.Server.Intake;

/// <summary>Holds accepted notices whose target is shared with others, until a second person confirms them.</summary>
internal static class SharedHolds
{
    private const string Submitters =
        "SELECT k.id, k.person_id, p.name FROM keys k LEFT JOIN people p ON p.id = k.person_id WHERE k.id IN ";

    private static readonly Table<(Guid Id, string Trail)> Trails = new("notices",
        [new("id", ColumnType.Id, n => n.Id, Key: true), new("trail", ColumnType.Text, n => n.Trail)]);

    /// <returns>The notices that wait.</returns>
    public static async Task<IEnumerable<Guid>> AddAsync(Session s, EventStore events, List<NewNotice> accepted)
    {
        var shared = accepted.FindAll(n => n.Route.Shared is not null);
        if (shared.Count == 0) return [];
        var keys = shared.Select(n => n.From.KeyId).Distinct();
        var submitters = (await s.QueryAsync<Submitter>(Submitters + s.In("ids"), new { ids = s.Ids(keys) }))
            .ToDictionary(k => k.Id);
        await ConfirmationHolds.AddAsync(s, [.. shared.Select(n => RowOf(n, submitters))]);
        List<EventRow> told = [.. shared
            .GroupBy(n => (n.From.Batch.ClaimantId, n.From.Region, PlatformId: n.Route.Platform.Id))
            .SelectMany(g => g.Chunk(EventStore.MaxEntries).Select(notices => new EventRow
            {
                At = notices[0].From.Now,
                Kind = EventKind.ConfirmationRequired,
                ClaimantId = g.Key.ClaimantId,
                ClaimantRegion = g.Key.Region,
                PlatformId = g.Key.PlatformId,
                Entries = [.. notices.Select(n => n.Accepted with { Reason = new() { Code = WordOf(n) } })],
            }))];
        var seqs = await events.AppendAndReadAsync(s, told);
        await s.ChangeAsync(Trails, [.. told.Zip(seqs).SelectMany(row => row.First.Entries.Select(
            e => (e.Id, row.Second.ToString(CultureInfo.InvariantCulture)))).OrderBy(n => n.Id)]);
        return shared.Select(n => n.Id);
    }

    private static string WordOf(NewNotice notice) => Kebab.Word(notice.Route.Shared!.Value);

    private static ConfirmationRow RowOf(NewNotice notice, Dictionary<Guid, Submitter> submitters)
    {
        var by = submitters.GetValueOrDefault(notice.From.KeyId);
        return new()
        {
            NoticeId = notice.Id,
            ClaimantId = notice.From.Batch.ClaimantId,
            PlatformId = notice.Route.Platform.Id,
            Reason = notice.Route.Shared!.Value,
            Waiting = true,
            HeldAt = notice.From.Now,
            KeyId = notice.From.KeyId,
            PersonId = by?.PersonId,
            Person = by?.Name,
        };
    }

    private sealed record Submitter
    {
        public Guid Id { get; init; }
        public Guid? PersonId { get; init; }
        public string? Name { get; init; }
    }
}
