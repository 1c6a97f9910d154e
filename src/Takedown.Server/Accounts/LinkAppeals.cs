using Microsoft.AspNetCore.Http.HttpResults;
using Takedown.Contracts;
using Takedown.Core.Accounts;
using Takedown.Server.Http;
using Takedown.Server.Notices;
using Takedown.Storage;

namespace Takedown.Server.Accounts;

/// <summary>
/// The user of an account appeals itself, with the one-time link of a notice, against the measures that followed from
/// this notice. Its appeal is one like those that a platform files for its user.
/// </summary>
internal sealed class LinkAppeals(
    Database database, AccountActionStore actions, AccountAppeals appeals, TimeProvider time)
{
    public Task<(AccountSteps?, ProblemHttpResult?)> ReadAsync(HttpContext http, string code) =>
        database.ReadAsync<(AccountSteps?, ProblemHttpResult?)>(async s =>
        {
            var (links, fault) = await AccusedLinks.ReadAsync(s, [code], time.GetUtcNow());
            if (fault is not null) return (null, NotGood(http, fault));
            var steps = await OfAsync(s, links[0]);
            return (View(http, steps, await AccountAppealRow.OfAsync(s, steps.Select(a => a.Id))), null);
        });

    public Task<(AccountSteps?, ProblemHttpResult?)> FileAsync(HttpContext http, LinkAppealInput input) =>
        database.WriteAsync<(AccountSteps?, ProblemHttpResult?)>(async s =>
        {
            var now = time.GetUtcNow();
            var (links, fault) = await AccusedLinks.TakeAsync(s, [input.Link!], now);
            if (fault is null && links[0].AppealedAt is not null) fault = "link.used";
            if (fault is not null) return (null, NotGood(http, fault));
            // First, as whoever voids strikes locks them before account actions.
            await StrikeCounts.LockAsync(s, links[0].PlatformId);
            var steps = await OfAsync(s, links[0]);
            var locked = await actions.LockAsync(s, links[0].PlatformId, [.. steps.Select(a => a.Id)]);
            if (input.ActionIds?.FirstOrDefault(id => !locked.ContainsKey(id)) is { } other && other != Guid.Empty)
                return (null, Problems.Invalid(http, new InputFault("/actionIds", "account-action.unknown")));
            var former = await AccountAppealRow.OfAsync(s, locked.Keys);
            List<AccountAction> named = [.. locked.Values.OrderBy(a => a.Seq)
                .Where(a => input.ActionIds?.Contains(a.Id) is not false)];
            var faults = named.Select(a => FaultOf(a, former, now)).ToList();
            if (faults.TrueForAll(f => f is not null))
                return (null, Problems.Conflict(http, faults.FirstOrDefault() ?? "account-appeal.no-measure"));
            foreach (var action in named.Where((_, i) => faults[i] is null))
                former[action.Id] = await appeals.FileAsync(s, action, input.Text!, byLink: true, now);
            await AccusedLinks.AppealAsync(s, links[0], now);
            return (View(http, [.. locked.Values.OrderBy(a => a.Seq)], former), null);
        });

    private static ProblemHttpResult NotGood(HttpContext http, string fault) =>
        Problems.Of(http, StatusCodes.Status404NotFound, fault);

    private static string? FaultOf(
        AccountAction action, Dictionary<Guid, AccountAppealRow> appealed, DateTimeOffset now) =>
        AppealRules.FilingFault(action.Status, action.AnsweredAt, appealed.ContainsKey(action.Id), now);

    /// <summary>Measures that were taken and count the notice of the link.</summary>
    private static async Task<IReadOnlyList<AccountAction>> OfAsync(Session s, AccusedLink link) =>
        await NoticeStore.FindAsync(s, link.NoticeId) is not { AccountId: { } account } ? []
            : [.. (await AccountActionStore.TakenAsync(s, link.PlatformId, account))
                .Where(a => a.NoticeIds.Contains(link.NoticeId))];

    private AccountSteps View(
        HttpContext http, IReadOnlyList<AccountAction> steps, Dictionary<Guid, AccountAppealRow> appealed)
    {
        var (now, language) = (time.GetUtcNow(), Language.Of(http));
        return new()
        {
            Steps = [.. steps.Select(a => (Action: a, Code: FaultOf(a, appealed, now))).Select(step => new AccountStep
            {
                ActionId = step.Action.Id,
                Measure = step.Action.Measure,
                TakenAt = step.Action.AnsweredAt!.Value,
                Until = step.Action.Until,
                AppealedAt = appealed.GetValueOrDefault(step.Action.Id)?.FiledAt,
                Code = step.Code,
                Message = step.Code is { } code ? Messages.Text(code, language) : null,
            })],
        };
    }
}
