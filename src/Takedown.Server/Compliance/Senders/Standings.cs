using Takedown.Contracts;
using Takedown.Contracts.Json;
using Takedown.Server.Auditing;
using Takedown.Server.Notices;
using Takedown.Server.Registry;
using Takedown.Storage;

namespace Takedown.Server.Compliance.Senders;

/// <summary>
/// Changes how a claimant stands: by a person, or by the rule about its tier. Each change is in the audit trail, and
/// the claimant reads it in its feed, in the same transaction.
/// </summary>
internal sealed class Standings(Database database, StandingStore store, EventStore events, AuditLog audit)
{
    /// <param name="act">The act.</param>
    /// <param name="claimant">The claimant.</param>
    /// <param name="by">Who did it; null for the rule.</param>
    /// <param name="change">Makes the change of what is in force, or says by a code why there is none.</param>
    public Task<(SenderStanding? Standing, string? Code)> ChangeAsync(
        AuditAct act, Guid claimant, OrganisationKind? by,
        Func<SenderStanding?, (StandingChange? Change, string? Code)> change) =>
        database.WriteAsync<(SenderStanding?, string?)>(async s =>
        {
            var former = await StandingStore.LockAsync(s, claimant);
            var (next, code) = change(former);
            if (next is null) return (former, code);
            var standing = await store.ChangeAsync(s, claimant, former, next);
            await events.AppendAsync(s, [Told(claimant, by, next)]);
            await audit.AddAsync(s, act, former, standing ?? new(), TakedownJson.Default.SenderStanding);
            return (standing, null);
        });

    private static EventRow Told(Guid claimant, OrganisationKind? by, StandingChange change) => new()
    {
        At = change.At,
        Kind = change.Change switch
        {
            StandingChangeKind.Warned => EventKind.SenderWarned,
            StandingChangeKind.Lowered => EventKind.SenderLowered,
            StandingChangeKind.Suspended => EventKind.SenderSuspended,
            StandingChangeKind.Lifted => EventKind.SenderLifted,
            StandingChangeKind.LoweredByRule => EventKind.TierLowered,
            StandingChangeKind.RestoredByRule => EventKind.TierRestored,
        },
        ByKind = by,
        ClaimantId = claimant,
        PlatformId = Guid.Empty,
        Entries =
        [
            new EventEntry
            {
                Id = claimant,
                Due = change.Until,
                Reason = new()
                {
                    Code = (change.Reason ?? SlowdownReason.LowPrecision).Word(), Text = change.Text,
                },
            },
        ],
    };
}
