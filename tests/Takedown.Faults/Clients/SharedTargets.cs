using Takedown.Contracts;

namespace Takedown.Faults.Clients;

/// <summary>Notices about what an account has again, and about what others name too.</summary>
internal static class SharedTargets
{
    /// <summary>A work is removed, is there again twice, and once more after that.</summary>
    public static async Task UploadAgainAsync(this SequelSides sides, int turn)
    {
        var (author, account, title) = (sides.Cast.Author, $"again-{turn}", $"Work again {turn}");
        NoticeInput Of(int i) => SequelSides.Notice($"{turn}/again-{i}", title, account);
        if (await sides.DeliverAsync(author, $"again-{turn}-0", Of(0)) is not { } first
            || !await RemovedAsync(sides, first, account)) return;
        var answer = await sides.SubmitAsync(author, $"again-{turn}-1", Of(1), Of(2));
        List<Guid> again = [.. answer.Results!.Select(r => r.NoticeId!.Value)];
        foreach (var id in again) sides.Promises.Reuploads.Enqueue((id, first));
        if (!await sides.ArrivedAsync([.. again])) return;
        await sides.RefuseAsync(again[1]);
        if (!await RemovedAsync(sides, again[0], account)) return;
        var last = await sides.AcceptAsync(author, $"again-{turn}-3", Of(3));
        sides.Promises.Reuploads.Enqueue((last, again[0]));
    }

    private static async Task<bool> RemovedAsync(SequelSides sides, Guid id, string account)
    {
        if ((await sides.RemoveAsync(id, account)).Status is ResponseStatus.Refused) return false;
        return await sides.CountedAsync();
    }

    /// <summary>
    /// Two claimants name one target, and one answer settles both. Given again, it does not reach what came later.
    /// </summary>
    public static async Task SettleAsync(this SequelSides sides, int turn)
    {
        var (author, agent) = (sides.Cast.Author, sides.Cast.Agent);
        var target = SequelSides.Notice($"{turn}/shared");
        var ids = await Task.WhenAll(
            sides.AcceptAsync(author, $"shared-{turn}", target), sides.AcceptAsync(agent, $"shared-{turn}", target));
        if (!await sides.ArrivedAsync(ids)) return;
        ResponseInput settling = new()
        {
            NoticeId = ids[0], Response = ResponseKind.ActionTaken, Measure = Measure.Removed, SettlesOthers = true,
        };
        var told = await sides.SayAsync(sides.Cast.Host, settling);
        sides.Promises.Acts.Enqueue((ids[1], "action-taken"));
        if (await sides.DeliverAsync(agent, $"shared-{turn}-later", target) is not { } later) return;
        // Not by the sides: it says nothing new.
        await sides.Cast.Host.CallAsync(api => api.Platform.RespondAsync([settling]));
        sides.Promises.Settled.Enqueue(new(ids[0], [ids[1]], later, told));
    }
}
