using Takedown.Core.Notices;

namespace Takedown.Server.Notices;

/// <summary>
/// Locked notices and what was decided about them. Several commands of one call may concern the same notice: each sees
/// the result of the one before.
/// </summary>
internal sealed class NoticeSet(
    IReadOnlyDictionary<Guid, NoticeRow> locked, NoticeDeadlines table, ActContext at)
{
    private readonly DeadlineStarts starts = new(at.Registry, at.Now);
    private readonly Dictionary<Guid, Draft> drafts = [];

    public ActContext At => at;

    public IReadOnlyList<NoticeChange> Changes =>
        [.. drafts.Values.Select(d => new NoticeChange(locked[d.Row.Id], d.Row, d.Events))];

    /// <summary>A notice as it is after the commands so far; null where it was not found.</summary>
    public NoticeRow? Find(Guid id) => drafts.TryGetValue(id, out var draft) ? draft.Row : locked.GetValueOrDefault(id);

    /// <summary>Applies a command if the state and the deadlines of the notice allow it.</summary>
    public Outcome Apply(NoticeRow notice, NoticeCommand command, NoticeDetails? details = null)
    {
        var given = details ?? NoticeDetails.None;
        var decision = notice.Status.Apply(command, at.Now, table, rule => starts.DueOf(notice, rule));
        if (decision.Outcome is not Outcome.Applied) return decision.Outcome;
        var policy = at.Registry.PolicyOf(notice.Policy, notice.PolicyVersion);
        var after = given.ApplyTo(notice.With(decision.Status, table, policy), command);
        if (command is NoticeCommand.Deliver)
        {
            after = after with
            {
                DeliveryCode = null,
                CalendarVersion = at.Registry.Calendars[policy.Calendar].Version,
            };
        }
        Take(after, [NoticeEvents.Of(command, notice, after, given, at)]);
        return decision.Outcome;
    }

    /// <summary>Lets time pass over a notice: reminders, breaches and what follows from them.</summary>
    public void Tick(NoticeRow notice)
    {
        var policy = at.Registry.PolicyOf(notice.Policy, notice.PolicyVersion);
        var (status, events) = notice.Status.Tick(at.Now, table, policy.Reminders, policy.OnBreach == "escalate");
        var after = notice.With(status, table, policy);
        Take(after, events.SelectMany(e => NoticeEvents.Of(e, notice, after, at)));
    }

    /// <summary>Records that a delivery was given up for now.</summary>
    /// <param name="notice">Accepted and not delivered.</param>
    /// <param name="code">Why, as a stable code.</param>
    /// <param name="next">When the sweep tries again.</param>
    public void FailDelivery(NoticeRow notice, string code, DateTimeOffset next)
    {
        var after = notice with
        {
            Version = notice.Version + 1,
            DeliveryFailures = notice.DeliveryFailures + 1,
            DeliveryCode = code,
            NextDueAt = next,
        };
        var entry = new EventEntry { Id = notice.Id, State = notice.State, Reason = new() { Code = code } };
        Take(after, [(EventKind.DeliveryFailed, entry)]);
    }

    private void Take(NoticeRow after, IEnumerable<(EventKind, EventEntry)> events)
    {
        if (!drafts.TryGetValue(after.Id, out var draft)) drafts[after.Id] = draft = new();
        draft.Row = after;
        draft.Events.AddRange(events);
    }

    private sealed class Draft
    {
        public NoticeRow Row { get; set; } = null!;

        public List<(EventKind, EventEntry)> Events { get; } = [];
    }
}
