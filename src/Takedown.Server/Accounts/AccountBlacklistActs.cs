using Microsoft.AspNetCore.Http.HttpResults;
using Takedown.Contracts;
using Takedown.Contracts.Json;
using Takedown.Core.Accounts;
using Takedown.Core.Deadlines;
using Takedown.Core.Targets;
using Takedown.Server.Auditing;
using Takedown.Server.Http;
using Takedown.Server.Notices;
using Takedown.Server.Registry;
using Takedown.Storage;

namespace Takedown.Server.Accounts;

/// <summary>Entries of blacklists that a platform makes, that a regulator orders, and their end by hand.</summary>
internal sealed class AccountBlacklistActs(
    Database database, AccountActionStore actions, AuditLog audit, TimeProvider time)
{
    /// <summary>What the platform does is done; what a regulator orders waits for the platform.</summary>
    public Task<(AccountActionView?, ProblemHttpResult?)> AddAsync(
        HttpContext http, RegistrySnapshot registry, AccountBlacklistInput input)
    {
        var (caller, recorded) = (http.Caller(), http.Act("account-blacklist.create"));
        var isOrder = caller.Kind is OrganisationKind.Regulator;
        var platform = isOrder ? input.PlatformId!.Value : caller.Id;
        return database.WriteAsync<(AccountActionView?, ProblemHttpResult?)>(async s =>
        {
            var now = time.GetUtcNow();
            var account = AccountText.Of(input.Account)!;
            await AccountBlacklist.LockAsync(s, platform);
            var source = isOrder ? BlacklistSource.Regulator : BlacklistSource.Platform;
            // What others asked for or ordered ends at their will, so it is no reason not to have an own entry.
            if ((await AccountBlacklist.OpenAsync(s, platform, [account], now))[account].Any(a =>
                a.Blacklist!.Source == source && (!isOrder || a.Blacklist.BodyId == caller.Id)))
                return (null, Problems.Conflict(http, "account-blacklist.listed"));
            var due = isOrder ? input.Due ?? now + BlacklistRules.OrderDue : now;
            var deadline = new Deadline(DeadlineKind.AccountAction, due < input.Until ? due : input.Until!.Value);
            var entry = new AccountAction
            {
                AccountId = account,
                Measure = Measure.AccountBlacklisted,
                Function = isOrder ? registry.Regulators[caller.Id].FunctionList[0] : EventEntry.UsualLine,
                Status = isOrder ? AccountActionStatus.Requested : AccountActionStatus.Done,
                RequestedAt = now,
                AnsweredAt = isOrder ? null : now,
                Deadline = isOrder ? deadline : deadline.Stop(now),
                Blacklist = new()
                {
                    Source = source,
                    Until = input.Until!.Value,
                    Basis = input.Basis!.Trim(),
                    BodyId = isOrder ? caller.Id : null,
                    Person = caller.PersonName,
                },
            };
            var made = (await actions.AddAsync(
                s, platform, [entry],
                isOrder ? EventKind.AccountActionRequested : EventKind.AccountActionAnswered, caller.Kind, now))[0];
            await audit.AddAsync(
                s, recorded with { Object = $"{made.Id}" }, null, made.View, TakedownJson.Default.AccountActionView);
            return (made.View, null);
        });
    }

    public Task<(AccountActionView?, ProblemHttpResult?)> RemoveAsync(
        HttpContext http, AccountAction found, string reason)
    {
        var (caller, recorded) = (http.Caller(), http.Act("account-blacklist.retire", found.Id));
        return database.WriteAsync<(AccountActionView?, ProblemHttpResult?)>(async s =>
        {
            var now = time.GetUtcNow();
            // First, as whoever voids strikes locks them before account actions.
            await StrikeCounts.LockAsync(s, found.PlatformId);
            var entry = (await actions.LockAsync(s, found.PlatformId, [found.Id]))[found.Id];
            var terms = entry.Blacklist!;
            var fault = BlacklistRules.LiftFault(
                terms.Source, entry.Status, terms.Until, now, caller.Kind is OrganisationKind.Platform);
            if (fault is null && terms.BodyId is { } body && body != caller.Id) fault = "account-blacklist.not-yours";
            if (fault is not null) return (null, Problems.Conflict(http, fault));
            var isAsked = BlacklistRules.IsAsked(entry.Status);
            var lifted = isAsked ? entry.Cancelled(now) : entry.Lifted(now, reason.Trim());
            await actions.SaveAsync(
                s, isAsked ? EventKind.AccountActionCancelled : EventKind.AccountActionLifted, [lifted], now,
                caller.Kind);
            await audit.AddAsync(s, recorded, entry.View, lifted.View, TakedownJson.Default.AccountActionView);
            return (lifted.View, null);
        });
    }
}
