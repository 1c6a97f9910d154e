using System.Text.Json.Nodes;
using Takedown.Contracts;
using Takedown.Contracts.Json;
using Takedown.Faults.Topology;

namespace Takedown.Faults.Clients;

/// <summary>What follows for scores, senders and accounts.</summary>
internal static class Reckonings
{
    /// <summary>
    /// A refusal and an overturned refusal, both of which are appealed, a measure that has to end, and a duplicate.
    /// </summary>
    public static async Task ScoreAsync(this SequelSides sides, int turn)
    {
        var (author, host) = (sides.Cast.Author, sides.Cast.Host);
        string[] names = ["refused", "overturned", "reversed", "open"];
        NoticeInput[] items = [.. names.Select(name => SequelSides.Notice($"{turn}/{name}"))];
        var answer = await sides.SubmitAsync(author, $"score-{turn}", items);
        List<Guid> ids = [.. answer.Results!.Select(r => r.NoticeId!.Value)];
        await sides.SubmitAsync(author, $"score-{turn}-again", items[3]);
        if (!await sides.ArrivedAsync([.. ids])) return;
        await sides.RefuseAsync(ids[0]);
        await sides.RefuseAsync(ids[1]);
        await sides.RemoveAsync(ids[1]);
        await sides.RemoveAsync(ids[2]);
        await sides.ClaimAsync(ids[2], "withdrawn", "withdrawal", new { reason = "Licensed" });
        var outcome = turn % 2 == 0 ? AppealOutcome.Upheld : AppealOutcome.Dismissed;
        await sides.AppealAsync(author, $"appeal-{turn}", ids[0], ScorePart.Refused, outcome);
        await sides.AppealAsync(host, $"appeal-{turn}", ids[1], ScorePart.Overturned, outcome);
    }

    private static async Task AppealAsync(
        this SequelSides sides, Caller who, string key, Guid notice, ScorePart part, AppealOutcome outcome)
    {
        const string appeals = "/v1/accountability/appeals";
        var filed = await who.SendAsync(HttpMethod.Post, appeals, new
        {
            part = part.Word(), notices = new[] { notice }, text = "It was wrong.",
        }, key);
        if (filed is null) return;
        var id = filed["id"]!.GetValue<Guid>();
        var decided = await DecideAsync(sides.Cast.Officer, $"{appeals}/{id}", outcome);
        sides.Promises.Appeals.Enqueue(new(id, notice, who == sides.Cast.Author, part, decided));
    }

    /// <summary>Decides, and asks what was decided where the answer was lost.</summary>
    private static async Task<AppealOutcome?> DecideAsync(Caller person, string path, AppealOutcome outcome)
    {
        var decision = new { outcome = outcome.Word(), text = "The files say so." };
        var answer = await person.SendAsync(HttpMethod.Post, path + "/decision", decision)
            ?? await person.SendAsync(HttpMethod.Get, path);
        return answer?["decision"] is null ? null : outcome;
    }

    /// <summary>A warning, a lower tier and their end, one a turn.</summary>
    public static async Task StepAsync(this SequelSides sides, int turn)
    {
        var (word, kind) = (turn % 3) switch
        {
            0 => ("warn", StandingChangeKind.Warned),
            1 => ("lower", StandingChangeKind.Lowered),
            _ => ("lift", StandingChangeKind.Lifted),
        };
        var path = $"/v1/senders/{sides.Cast.SuspectId}/steps";
        // Asked again after a lost answer it is refused: each step is only taken where it changes something.
        await sides.Cast.Desk.SendAsync(
            HttpMethod.Post, path, new { step = word, reason = "low-precision", text = $"Turn {turn}." });
        var listed = await sides.Cast.Desk.SendAsync(HttpMethod.Get, $"{path}?limit=1000");
        if (listed!["items"]!.AsArray()[^1]?["text"]?.GetValue<string>() == $"Turn {turn}.")
            sides.Promises.Steps.Enqueue(kind);
    }

    /// <summary>
    /// A measure against an account is taken and appealed, its first notice is withdrawn too at that moment, and two
    /// strikes follow.
    /// </summary>
    public static async Task AppealOfAccountAsync(this SequelSides sides, int turn)
    {
        var (author, host, account) = (sides.Cast.Author, sides.Cast.Host, $"appeal-{turn}");
        if (await StrikeAsync(sides, turn, account, 0) is not { } first) return;
        AccountActionView? action = null;
        if (!await sides.UntilAsync(
            async () => (action = (await host.CallAsync(api => api.Platform.ReadAccountActionsAsync(limit: 1000)))
                .Items.LastOrDefault(a => a.Account.Id == account)) is not null, "a measure against an account"))
            return;
        await host.CallAsync(api => api.Platform.RespondToAccountActionsAsync(
            [new() { Id = action!.Id, Response = ResponseKind.ActionTaken }]));
        var path = $"/v1/account-actions/{action!.Id}/appeal";
        await host.SendAsync(HttpMethod.Post, path, new { text = "There was a licence." });
        var outcome = turn % 2 == 0 ? AppealOutcome.Upheld : AppealOutcome.Dismissed;
        var withdraws = turn % 4 == 0;
        // Two decisions at once, one of which is refused, and the withdrawal, which voids the same strike.
        var withdrawal = withdraws
            ? sides.ClaimAsync(first, "withdrawn", "withdrawal", new { reason = "Licensed" })
            : Task.FromResult<JsonNode?>(null);
        var decided = await Task.WhenAll(
            DecideAsync(sides.Cast.Trust, path, outcome), DecideAsync(sides.Cast.Trust, path, outcome));
        await withdrawal;
        if (await StrikeAsync(sides, turn, account, 1) is not { } second
            || await StrikeAsync(sides, turn, account, 2) is not { } third) return;
        if (decided.Any(d => d is not null))
            sides.Promises.Accounts.Enqueue(new(account, action.Id, [first, second, third], outcome, withdraws));
    }

    private static async Task<Guid?> StrikeAsync(SequelSides sides, int turn, string account, int i)
    {
        var key = $"account-{turn}-{i}";
        if (await sides.DeliverAsync(
            sides.Cast.Author, key, SequelSides.Notice($"{turn}/{key}", account: account)) is not { } id) return null;
        return (await sides.RemoveAsync(id, account)).Status is ResponseStatus.Refused ? null : id;
    }
}
