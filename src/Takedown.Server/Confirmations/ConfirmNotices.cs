using System.Text.Json;
using Takedown.Contracts.Json;
using Takedown.Core.Notices;
using Takedown.Core.SharedTargets;
using Takedown.Server.Auditing;
using Takedown.Server.Http;
using Takedown.Server.Notices;
using Takedown.Server.Registry;
using Takedown.Storage;

namespace Takedown.Server.Confirmations;

/// <summary>What was decided about one notice.</summary>
/// <param name="Id">The notice.</param>
/// <param name="Notice">The notice afterwards; null if the caller has none with this id.</param>
/// <param name="Row">Its confirmation afterwards.</param>
/// <param name="Code">Why it is not confirmed; null if it is.</param>
/// <param name="IsNew">Whether it was confirmed just now.</param>
internal readonly record struct Confirmed(
    Guid Id, NoticeRow? Notice, ConfirmationRow? Row, string? Code = null, bool IsNew = false)
{
    /// <summary>What the text of the code names.</summary>
    public string? About { get; init; }
}

/// <summary>A second person of the claimant confirms notices, which are sent then.</summary>
internal sealed class ConfirmNotices(
    Database database, NoticeStore store, NoticeCommands commands, HeldSends held, RegistryCache registryCache,
    AuditLog audit, TimeProvider time)
{
    /// <summary>The answer is in the order of the ids, all of one transaction.</summary>
    public async Task<IReadOnlyList<Confirmed>> RunAsync(HttpContext http, IReadOnlyCollection<Guid> ids, AuditAct act)
    {
        var caller = http.Caller();
        var registry = await registryCache.CurrentAsync(http.RequestAborted);
        return await database.WriteAsync(async s =>
        {
            var locked = await store.LockAsync(
                s, ids, database.Dialect.ForUpdate, NoticeOwner.Claimant(caller.Id));
            var rows = await ConfirmationHolds.OfAsync(s, locked.Keys);
            var lines = await KeyLines.OfAsync(s, caller.Id);
            var covered = await NeverTouched.OfAsync(s, caller.Id, locked.Values, time.GetUtcNow());
            var at = new ActContext(registry, time.GetUtcNow(), caller.Kind);
            IReadOnlyList<Confirmed> decided = await commands.SaveAsync(s, locked, at, set =>
                ids.Select(id =>
                    Decide(set, id, rows.GetValueOrDefault(id), caller, lines, covered)).ToList());
            List<Confirmed> fresh = [.. decided.Where(d => d.IsNew)];
            if (fresh.Count == 0) return decided;
            await ConfirmationHolds.EndAsync(s, [.. fresh.Select(d => d.Row!)]);
            var awaiting = await EvidenceHolds.AwaitingAsync(s, caller.Id, fresh.Select(d => d.Id));
            await held.SendAsync(
                s, fresh.Where(d => !awaiting.Contains(d.Id)).Select(d => (d.Id, d.Notice!.PlatformId)));
            await audit.AddAsync(s, act, null, JsonSerializer.Serialize(
                new() { NoticeIds = [.. fresh.Select(d => d.Id)] }, TakedownJson.Default.ConfirmationsInput));
            return decided;
        });
    }

    private static Confirmed Decide(
        NoticeSet set, Guid id, ConfirmationRow? row, Caller caller, KeyLines lines,
        IReadOnlyDictionary<Guid, string> covered)
    {
        if (set.Find(id) is not { } notice) return new(id, null, null, "notice.unknown");
        if (row is null) return new(id, notice, null, "confirmation.not-needed");
        var first = new Confirmer(row.PersonId, lines.Of(row.KeyId));
        if (!new Confirmer(caller.PersonId, lines.Of(caller.KeyId)).IsOtherThan(first))
            return new(id, notice, row, "confirmation.same-person");
        if (row.ConfirmedAt is not null) return new(id, notice, row);
        if (row.Waiting && covered.TryGetValue(id, out var entry))
        {
            // As at intake, what is never claimed is not sent; it waits for nobody any more.
            set.Apply(notice, NoticeCommand.Withdraw, NoticeDetails.OfWithdrawal($"{NeverTouched.Code}: {entry}"));
            return new(id, set.Find(id), row, NeverTouched.Code) { About = entry };
        }
        if (set.Apply(notice, NoticeCommand.Confirm) is not Outcome.Applied)
            return new(id, notice, row, "transition.not-allowed");
        return new(id, set.Find(id), row with
        {
            Waiting = false,
            ConfirmedAt = set.At.Now,
            ConfirmedKey = caller.KeyId,
            ConfirmedPerson = caller.PersonId,
            ConfirmedName = caller.PersonName,
        }, IsNew: true);
    }
}
