using Takedown.Contracts;
using Takedown.Core.Deadlines;
using Takedown.Server.Bodies;
using Takedown.Server.Cases;
using Takedown.Server.Notices;
using Takedown.Server.Registry;
using Takedown.Storage;

namespace Takedown.Server.Leads;

/// <summary>Leads as they are shown.</summary>
internal static class LeadViews
{
    private const string MovesOf =
        "SELECT from_id AS \"from\", to_id AS \"to\", kind, reason, at FROM lead_moves WHERE lead_id = @id ORDER BY id";

    private sealed record Move
    {
        public Guid From { get; init; }
        public Guid To { get; init; }
        public TriageDecision Kind { get; init; }
        public string? Reason { get; init; }
        public DateTimeOffset At { get; init; }
    }

    public static async Task<IReadOnlyList<LeadView>> ListAsync(
        Session s, IReadOnlyList<LeadRow> rows, DateTimeOffset now)
    {
        var triage = await DeadlineStore.OfAsync(s, DeadlineOwner.Lead, [.. rows.Select(r => r.Id)]);
        var names = await OrganisationNames.OfAsync(
            s, rows.SelectMany(r => new[] { r.BodyId, r.SenderId, r.PlatformId }).OfType<Guid>());
        return [.. rows.Select(r => r.View(names, BodyDeadlines.View(triage[r.Id], DeadlineKind.Triage, now)))];
    }

    /// <summary>One lead with who had it; its history is for bodies only.</summary>
    public static async Task<LeadView> OneAsync(Session s, LeadRow row, bool withHistory, DateTimeOffset now)
    {
        var view = (await ListAsync(s, [row], now))[0];
        var moves = await s.QueryAsync<Move>(MovesOf, new { id = row.Id });
        var names = await OrganisationNames.OfAsync(s, moves.SelectMany(m => new[] { m.From, m.To }));
        return view with
        {
            Moves = [.. moves.Select(m => new LeadMove
            {
                From = m.From,
                FromName = names.GetValueOrDefault(m.From),
                To = m.To,
                ToName = names.GetValueOrDefault(m.To),
                Kind = m.Kind,
                Reason = m.Reason,
                At = m.At,
            })],
            History = withHistory ? await ActJournal.OfAsync(s, ActSubject.Lead, row.Id) : null,
        };
    }
}
