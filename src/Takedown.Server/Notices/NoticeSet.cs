using Takedown.Core.Notices;

namespace Takedown.Server.Notices;

/// <summary>
/// Locked notices and the decisions about them. Several commands of one call may concern the same notice: each command
/// sees the result of the previous one.
/// </summary>
internal sealed class NoticeSet(
    IReadOnlyDictionary<Guid, NoticeRow> locked, NoticeDeadlines table, ActContext at)
{
    private readonly DeadlineStarts starts = new(at.Registry, at.Now);
    private readonly Dictionary<Guid, Draft> drafts = [];

    public ActContext At => at;

    /// <summary>The changes, in the order in which the notices were locked.</summary>
    public IReadOnlyList<NoticeChange> Changes =>
        [.. locked.Where(l => drafts.ContainsKey(l.Key))
            .Select(l => new NoticeChange(l.Value, drafts[l.Key].Row, drafts[l.Key].Events))];

    /// <summary>A notice after the commands so far; null if it was not found.</summary>
    public NoticeRow? Find(Guid id) => drafts.TryGetValue(id, out var draft) ? draft.Row : locked.GetValueOrDefault(id);

    /// <summary>Applies a command if the state and the deadlines of the notice allow it.</summary>
    public Outcome Apply(NoticeRow notice, NoticeCommand command, NoticeDetails? details = null)
    {
        notice = Renew(notice);
        var given = details ?? NoticeDetails.None;
        if (given.Repeats(notice)) return Outcome.Unchanged;
        var decision = notice.Status.Apply(
            command, at.Now, table, (rule, by) => given.ActDue ?? starts.DueOf(notice, rule, by));
        if (decision.Outcome is Outcome.Unchanged && given.Corrects(notice, command))
        {
            var corrected = given.ApplyTo(notice with
            {
                Version = notice.Version + 1,
                DecidedAt = given.Redecides(notice, command) ? at.Now : notice.DecidedAt,
            }, command);
            Take(corrected).Add(NoticeEvents.Of(command, notice, corrected, given, at));
            return Outcome.Applied;
        }
        if (decision.Outcome is not Outcome.Applied) return decision.Outcome;
        var policy = at.Registry.PolicyOf(notice.Policy, notice.PolicyVersion);
        var after = notice.With(decision.Status, table, policy);
        if (command is NoticeCommand.Deliver or NoticeCommand.MakeAvailable)
        {
            var pushed = command is NoticeCommand.MakeAvailable;
            after = after with
            {
                Seq = given.Seq ?? after.Seq,
                Offered = pushed,
                DeliveryCode = pushed ? after.DeliveryCode : null,
                NextPushAt = pushed ? after.NextPushAt : null,
                CalendarVersion = at.Registry.Calendars[policy.Calendar].Version,
            };
        }
        // Who confirms a withdrawal decides nothing: the decision before it stands as it was given.
        else if (given != NoticeDetails.None
            && !(command is NoticeCommand.Acknowledge && notice.Status.OwesConfirmation))
        {
            after = given.ApplyTo(after, command);
        }
        var events = Take(after);
        events.Add(NoticeEvents.Of(command, notice, after, given, at));
        if (NoticeEvents.FinalRefusal(command, notice, after, at) is { } escalated) events.Add(escalated);
        return decision.Outcome;
    }

    /// <summary>Applies the current time to a notice: reminders, breaches and the resulting commands.</summary>
    public void Tick(NoticeRow notice)
    {
        notice = Renew(notice);
        var policy = at.Registry.PolicyOf(notice.Policy, notice.PolicyVersion);
        var before = notice.Status;
        var (status, passed) = before.Tick(
            at.Now, table, policy.Reminders, policy.OnBreach == "escalate",
            (rule, by) => starts.DueOf(notice, rule, by));
        var after = notice.With(status, table, policy);
        var events = Take(after);
        foreach (var one in passed)
        {
            // A deadline that is counted from an earlier moment can begin and be over at the same look.
            var deadline = before.Deadlines.Find(one.Kind) ?? status.Deadlines.Find(one.Kind);
            NoticeEvents.Add(events, one, deadline!.Value, notice, after, at);
        }
    }

    /// <summary>
    /// The notice with its provisional due times computed anew, if a later version of their calendar is known. Whatever
    /// is decided about a notice is decided by these times, so a version that came in time is never too late.
    /// </summary>
    public NoticeRow Renew(NoticeRow notice)
    {
        if (!notice.HasProvisional) return notice;
        var before = notice.Status;
        var deadlines = before.Deadlines.Anew(at.Registry.CalendarOf, at.Now);
        if (ReferenceEquals(deadlines, before.Deadlines)) return notice;
        var policy = at.Registry.PolicyOf(notice.Policy, notice.PolicyVersion);
        var after = notice.With(before with { Deadlines = deadlines }, table, policy) with
        {
            CalendarVersion = at.Registry.Calendars[policy.Calendar].Version,
        };
        var events = Take(after);
        foreach (var deadline in deadlines)
        {
            var former = before.Deadlines.Find(deadline.Kind)!.Value;
            if (deadline.Due != former.Due) events.Add(NoticeEvents.Recomputed(after, former, deadline, at));
        }
        return after;
    }

    /// <summary>Records that a push of a notice made available was confirmed. Its deadlines run already.</summary>
    public void ConfirmPush(NoticeRow notice)
    {
        var after = notice with
        {
            Version = notice.Version + 1,
            Offered = false,
            DeliveryCode = null,
            NextPushAt = null,
        };
        Take(after).Add((
            EventKind.Delivered, new() { Id = notice.Id, State = notice.State, OfferedAt = notice.DeliveredAt }));
    }

    /// <summary>Records a failed delivery.</summary>
    /// <param name="notice">A notice that is still pushed.</param>
    /// <param name="code">Stable code of the reason.</param>
    /// <param name="next">Time of the next attempt by the sweep.</param>
    public void FailDelivery(NoticeRow notice, string code, DateTimeOffset next)
    {
        var after = notice with
        {
            Version = notice.Version + 1,
            DeliveryFailures = notice.DeliveryFailures + 1,
            DeliveryCode = code,
            NextPushAt = next,
        };
        var entry = new EventEntry { Id = notice.Id, State = notice.State, Reason = new() { Code = code } };
        Take(after).Add((EventKind.DeliveryFailed, entry));
    }

    /// <returns>The events of the notice so far.</returns>
    private List<(EventKind, EventEntry)> Take(NoticeRow after)
    {
        if (!drafts.TryGetValue(after.Id, out var draft)) drafts[after.Id] = draft = new();
        draft.Row = after;
        return draft.Events;
    }

    private sealed class Draft
    {
        public NoticeRow Row { get; set; } = null!;

        public List<(EventKind, EventEntry)> Events { get; } = [];
    }
}
