using Takedown.Contracts;
using Takedown.Faults.Topology;

namespace Takedown.Faults.Clients;

/// <summary>Notices that replace others, are completed, or go to two platforms.</summary>
internal static class Lineages
{
    private static readonly object Rest = new { signature = "/s/ Li", statements = new[] { "good-faith" } };

    /// <summary>Two claim at once to replace a notice; one of them is replaced in turn.</summary>
    public static async Task ReplaceAsync(this SequelSides sides, int turn)
    {
        var author = sides.Cast.Author;
        var former = await sides.AcceptAsync(
            author, $"former-{turn}", SequelSides.Notice($"{turn}/former"));
        if (turn % 2 == 0 && !await sides.ArrivedAsync(former)) return;
        var rivals = await Task.WhenAll(new[] { "one", "other" }.Select(which => sides.SubmitAsync(
            author, $"better-{turn}-{which}",
            SequelSides.Notice($"{turn}/better-{which}") with { Supersedes = former })));
        List<Guid> accepted = [.. rivals.Select(r => r.Results![0])
            .Where(r => r.Status is ItemStatus.Accepted).Select(r => r.NoticeId!.Value)];
        sides.Promises.Replaced.Enqueue((former, accepted));
        if (accepted.Count != 1) return;
        var best = await sides.AcceptAsync(
            author, $"best-{turn}", SequelSides.Notice($"{turn}/best") with { Supersedes = accepted[0] });
        sides.Promises.Replaced.Enqueue((accepted[0], [best]));
        if (await sides.ArrivedAsync(best) && turn % 2 == 1) await sides.RemoveAsync(best);
    }

    /// <summary>
    /// Notices that lack their signature: one is completed, one twice at once, one withdrawn, one left to lapse, and
    /// one is to be completed too late.
    /// </summary>
    /// <returns>The last one.</returns>
    public static async Task<Guid> CompleteAsync(this SequelSides sides, int turn)
    {
        string[] fates = ["done", "twice", "withdrawn", "never", "late"];
        var answer = await sides.SubmitAsync(
            sides.Cast.Author, $"deficient-{turn}", [.. fates.Select(fate => Lacking($"{turn}/lacks-{fate}"))]);
        List<Guid> ids = [.. answer.Results!.Select(r => r.NoticeId!.Value)];
        foreach (var id in ids) sides.Promises.Deficient.Enqueue(id);
        await sides.CompleteAsync(ids[0]);
        // Of two at once one is refused, and a lost answer tells nothing: the timeline does.
        var both = await Task.WhenAll(Enumerable.Range(0, 2).Select(_ => sides.Cast.Author.SendAsync(
            HttpMethod.Post, $"/v1/notices/{ids[1]}/completion", Rest)));
        if (both.Any(b => b is not null) || (await sides.TimelineAsync(ids[1])).Any(e => e.Type == "completed"))
            sides.Promises.Acts.Enqueue((ids[1], "completed"));
        await sides.ClaimAsync(ids[2], "withdrawn", "withdrawal", new { });
        return ids[4];
    }

    /// <summary>A notice that is sent without its signature gets it, twice at once; some are answered then.</summary>
    public static async Task SupplyAsync(this SequelSides sides, int turn)
    {
        var id = await sides.AcceptAsync(
            sides.Cast.Author, $"shown-{turn}",
            Lacking($"{turn}/shows") with { Regime = SequelSettlement.Shown });
        if (!await sides.ArrivedAsync(id)) return;
        var both = await Task.WhenAll(Enumerable.Range(0, 2).Select(_ => sides.Cast.Author.SendAsync(
            HttpMethod.Post, $"/v1/notices/{id}/completion", Rest)));
        if (both.Any(b => b is not null)
            || (await sides.TimelineAsync(id)).Any(e => e.Type == "information-supplied"))
            sides.Promises.Acts.Enqueue((id, "information-supplied"));
        if (turn % 2 == 1) await sides.RemoveAsync(id);
    }

    /// <summary>Completes a notice, unless its time is over.</summary>
    public static Task CompleteAsync(this SequelSides sides, Guid id) =>
        sides.ClaimAsync(id, "completed", "completion", Rest);

    /// <summary>An item for two platforms, sent twice; some batches are recalled.</summary>
    public static async Task AddressTwoAsync(this SequelSides sides, int turn)
    {
        var cast = sides.Cast;
        NoticeInput[] items =
        [
            SequelSides.Notice($"{turn}/both") with { Respondents = [cast.HostId, cast.MirrorId] },
            SequelSides.Notice($"{turn}/beside"),
        ];
        var first = await sides.SubmitAsync(cast.Author, $"both-{turn}", items);
        // Not by the sides: the same batch promises nothing more.
        var again = await cast.Author.CallAsync(api => api.Claimant.SubmitAsync(items, $"both-{turn}"));
        sides.Promises.Pairs.Enqueue((first.Id!.Value, Of(first), Of(again)));
        if (!await sides.ArrivedAsync(Of(first)[0])) return;
        switch (turn % 3)
        {
            case 0:
                await sides.RemoveAsync(Of(first)[0]);
                break;
            case 1:
                var recall = await cast.Author.SendAsync(
                    HttpMethod.Post, "/v1/recalls", new { batchId = first.Id, reason = "Licensed" }, $"back-{turn}");
                if (recall is not null) sides.Promises.Recalls.Enqueue(recall["id"]!.GetValue<Guid>());
                break;
            default:
                break;
        }
    }

    private static IReadOnlyList<Guid> Of(BatchView batch) =>
        [.. batch.Results![0].Respondents!.Select(r => r.NoticeId!.Value)];

    private static NoticeInput Lacking(string path) => new()
    {
        Regime = SequelSettlement.Regime,
        Work = new() { Title = $"Work {path}", Type = "film-tv" },
        Target = new() { Url = $"https://{SequelSides.Name}/{path}" },
        RightsHolder = new() { Name = "Long Road Pictures", Email = "rights@sequels.example" },
        Statements = ["truth", "authority-under-perjury"],
    };
}
