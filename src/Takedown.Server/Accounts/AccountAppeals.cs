using Microsoft.AspNetCore.Http.HttpResults;
using Takedown.Contracts;
using Takedown.Contracts.Json;
using Takedown.Core.Accounts;
using Takedown.Server.Auditing;
using Takedown.Server.Bodies;
using Takedown.Server.Http;
using Takedown.Server.Notices;
using Takedown.Storage;

namespace Takedown.Server.Accounts;

/// <summary>
/// The complaint of an account against a measure (DSA art. 20): filed by the platform for its user, decided by a person
/// of the platform. Upheld, the measure is lifted and the strikes behind it are void.
/// </summary>
internal sealed class AccountAppeals(
    Database database, AccountActionStore actions, StrikeStore strikes, AccountBlacklist blacklist, EventStore events,
    AuditLog audit, TimeProvider time)
{
    private readonly record struct Step(AccountAppealRow? Row, AccountAction? Action, string? Code = null);

    public Task<(AccountAppealView?, ProblemHttpResult?)> FileAsync(HttpContext http, Guid id, string text) =>
        RunAsync(http, id, async (s, action, former, now) =>
        {
            if (AppealRules.FilingFault(action.Status, action.AnsweredAt, former is not null, now) is { } fault)
                return new(null, null, fault);
            return new(await FileAsync(s, action, text, byLink: false, now), action);
        });

    /// <summary>Files an appeal that may be filed; the action is locked.</summary>
    public async Task<AccountAppealRow> FileAsync(
        Session s, AccountAction action, string text, bool byLink, DateTimeOffset now)
    {
        var row = new AccountAppealRow
        {
            ActionId = action.Id, PlatformId = action.PlatformId, Text = text.Trim(), FiledAt = now, ByLink = byLink,
        };
        await s.InsertAsync(AccountAppealRow.Table, [row]);
        await TellAsync(s, EventKind.AccountAppealed, action, null, now, byLink);
        return row;
    }

    public Task<(AccountAppealView?, ProblemHttpResult?)> DecideAsync(
        HttpContext http, Guid id, Officer officer, AppealOutcome outcome, string text) =>
        RunAsync(http, id, async (s, action, former, now) =>
        {
            if (AppealRules.DecisionFault(former is not null, former?.Outcome) is { } fault)
                return new(null, null, fault);
            // Only the body that ordered it ends it.
            if (outcome is AppealOutcome.Upheld && action.Blacklist is { Source: BlacklistSource.Regulator })
                return new(null, null, "account-blacklist.ordered");
            var row = former! with
            {
                Outcome = outcome,
                Answer = text.Trim(),
                PersonId = officer.PersonId,
                DecidedBy = officer.Name,
                DecidedAt = now,
            };
            await s.UpdateAsync(AccountAppealRow.Table, [row]);
            var lifted = outcome is AppealOutcome.Upheld ? action.Lifted(now, "appeal-upheld") : action;
            if (outcome is AppealOutcome.Upheld)
            {
                await AccountActionStore.LiftAsync(s, lifted);
                if (action.Measure is Measure.AccountClosed)
                    await blacklist.EndAsync(s, [(action.PlatformId, action.AccountId)], "closure-lifted", now);
                await strikes.VoidAsync(s, action.PlatformId, action.AccountId, action.NoticeIds, now);
            }
            await TellAsync(
                s, EventKind.AccountAppealDecided, lifted, new() { Code = outcome.Word(), Text = row.Answer }, now);
            return new(row, lifted);
        });

    /// <summary>The action is locked before its appeal is read, so that only one is filed and decided.</summary>
    private Task<(AccountAppealView?, ProblemHttpResult?)> RunAsync(
        HttpContext http, Guid id, Func<Session, AccountAction, AccountAppealRow?, DateTimeOffset, Task<Step>> act)
    {
        var recorded = http.Act("account-appeal.decide", id);
        return database.WriteAsync<(AccountAppealView?, ProblemHttpResult?)>(async s =>
        {
            // First, as whoever voids strikes locks them before account actions.
            await StrikeCounts.LockAsync(s, http.Caller().Id);
            await AccountBlacklist.LockAsync(s, http.Caller().Id);
            var locked = await actions.LockAsync(s, http.Caller().Id, [id]);
            if (!locked.TryGetValue(id, out var action)) return (null, Problems.NotFound(http));
            var step = await act(s, action, await AccountAppealRow.FindAsync(s, id), time.GetUtcNow());
            if (step.Row is null) return (null, Problems.Conflict(http, step.Code!));
            var view = step.Row.View(step.Action!);
            // Without what the account wrote: the trail is never erased.
            if (view.Decision is not null)
            {
                await audit.AddAsync(
                    s, recorded, null, view with { Text = "" }, TakedownJson.Default.AccountAppealView);
            }
            return (view, null);
        });
    }

    private const string Claimants =
        "SELECT id, claimant_id, claimant_region FROM notices WHERE platform_id = @platform AND id IN ";

    /// <summary>
    /// Of the action; and, of a decision, of the notices behind it, so that their claimants learn what became of them.
    /// </summary>
    private async Task TellAsync(
        Session s, EventKind kind, AccountAction action, Reason? reason, DateTimeOffset now, bool byLink = false)
    {
        EventRow Row(IReadOnlyList<Guid> ids, NoticeOf? of) => new()
        {
            At = now,
            Kind = kind,
            ByKind = byLink ? null : OrganisationKind.Platform,
            ClaimantId = of?.ClaimantId,
            ClaimantRegion = of?.ClaimantRegion,
            PlatformId = action.PlatformId,
            Entries = [.. ids.Select(id => new EventEntry { Id = id, Measure = action.Measure, Reason = reason })],
        };
        List<EventRow> rows = [Row([action.Id], null)];
        if (reason is not null && action.NoticeIds.Count > 0)
        {
            var notices = await s.QueryAsync<NoticeOf>(
                Claimants + s.In("ids"), new { platform = action.PlatformId, ids = s.Ids(action.NoticeIds) });
            rows.AddRange(notices.GroupBy(n => n with { Id = Guid.Empty })
                .Select(g => Row([.. g.Select(n => n.Id)], g.Key)));
        }
        await events.AppendAsync(s, rows);
    }

    private sealed record NoticeOf
    {
        public Guid Id { get; init; }
        public Guid ClaimantId { get; init; }
        public string? ClaimantRegion { get; init; }
    }
}
