using System.Collections.Concurrent;
using Takedown.Contracts;
using Takedown.Faults.Topology;

namespace Takedown.Faults.Clients;

/// <summary>What a platform said, and what it was told about that; no result where nobody will ever know.</summary>
internal sealed record Said(Guid PlatformId, Guid NoticeId, ResponseKind Response, ResponseResult? Result);

/// <summary>
/// How a platform answers: most at once, in bulk; some twice, some with the contrary, some only after their time, some
/// never. Two hands do it at once.
/// </summary>
internal sealed class Answers(
    Guid platformId, Random random, Func<IReadOnlyList<ResponseInput>, Task<IReadOnlyList<ResponseResult>?>> say)
{
    private readonly ConcurrentQueue<Guid> fresh = new();
    private readonly ConcurrentQueue<ResponseInput> later = new();
    private readonly ConcurrentQueue<Guid> late = new();
    private readonly ConcurrentQueue<Said> said = new();
    private readonly Lock dice = new();

    public IReadOnlyCollection<Said> Said => said;

    public void Add(IEnumerable<Guid> notices)
    {
        foreach (var notice in notices) fresh.Enqueue(notice);
    }

    public Task AnswerAsync(CancellationToken stop) => Task.WhenAll(
        LoopAsync(AnswerFreshAsync, TimeSpan.FromMilliseconds(150), stop),
        LoopAsync(AnswerAgainAsync, TimeSpan.FromSeconds(1), stop));

    /// <summary>What was kept until its time had passed.</summary>
    public async Task AnswerLateAsync()
    {
        var responses = Take(late, int.MaxValue).Select(id => Roll(2) == 0 ? Acted(id) : Refused(id)).ToList();
        await SayAsync(responses);
    }

    /// <summary>Whatever came and was not looked at yet.</summary>
    public async Task FinishAsync()
    {
        while (!fresh.IsEmpty || !later.IsEmpty)
        {
            await AnswerFreshAsync();
            await AnswerAgainAsync();
        }
    }

    private static async Task LoopAsync(Func<Task> turn, TimeSpan pause, CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            await turn();
            await Task.Delay(pause, TimeProvider.System, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task AnswerFreshAsync()
    {
        var responses = new List<ResponseInput>();
        foreach (var id in Take(fresh, 800)) responses.AddRange(Decide(id));
        await SayAsync(responses);
    }

    private async Task AnswerAgainAsync() => await SayAsync([.. Take(later, 500)]);

    private IEnumerable<ResponseInput> Decide(Guid id)
    {
        switch (Roll(20))
        {
            case < 3:
                return [];
            case < 5:
                late.Enqueue(id);
                return [Acknowledged(id)];
            case < 7:
                return [Acknowledged(id)];
            case < 9:
                later.Enqueue(Acted(id));
                return [Acknowledged(id)];
            case < 15:
                if (Roll(3) == 0) later.Enqueue(Acted(id));
                return [Acknowledged(id), Acted(id)];
            case < 18:
                if (Roll(3) == 0) later.Enqueue(Acted(id));
                return [Refused(id)];
            default:
                later.Enqueue(Acknowledged(id));
                return [Acted(id), Refused(id)];
        }
    }

    private async Task SayAsync(List<ResponseInput> responses)
    {
        if (responses.Count == 0) return;
        var results = await say(responses);
        for (var i = 0; i < responses.Count; i++)
        {
            said.Enqueue(new(platformId, responses[i].NoticeId!.Value, responses[i].Response!.Value, results?[i]));
        }
    }

    private static List<T> Take<T>(ConcurrentQueue<T> queue, int most)
    {
        var taken = new List<T>();
        while (taken.Count < most && queue.TryDequeue(out var next)) taken.Add(next);
        return taken;
    }

    private int Roll(int sides)
    {
        lock (dice) return random.Next(sides);
    }

    private static ResponseInput Acknowledged(Guid id) => new() { NoticeId = id, Response = ResponseKind.Acknowledged };

    private static ResponseInput Acted(Guid id) =>
        new() { NoticeId = id, Response = ResponseKind.ActionTaken, Measure = Measure.Removed };

    private static ResponseInput Refused(Guid id) =>
        new() { NoticeId = id, Response = ResponseKind.Rejected, Reason = new() { Code = "licensed" } };
}

internal static class Saying
{
    /// <summary>By <c>POST /v1/inbox/responses</c>, asked again until it is answered.</summary>
    public static Func<IReadOnlyList<ResponseInput>, Task<IReadOnlyList<ResponseResult>?>> OverHttp(Caller caller) =>
        async responses => await caller.QueryDeferredAsync(api => api.Platform.RespondAsync(responses));
}
