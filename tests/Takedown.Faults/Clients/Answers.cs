using System.Globalization;
using System.Collections.Concurrent;
using Takedown.Contracts;
using Takedown.Faults.Topology;

namespace Takedown.Faults.Clients;

/// <summary>A response of a platform and the result it received; no result if the outcome is unknown.</summary>
internal sealed record Said(Guid PlatformId, Guid NoticeId, ResponseKind Response, ResponseResult? Result);

/// <summary>
/// The response behaviour of a platform: most notices at once and in bulk, some twice, some with contradicting
/// responses, some after their deadline, some never. Two tasks respond concurrently.
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

    /// <summary>Sends the responses that were held back until their deadline had passed.</summary>
    public async Task AnswerLateAsync()
    {
        var responses = Take(late, int.MaxValue).Select(id => Roll(2) == 0 ? Acted(id) : Refused(id)).ToList();
        await SayAsync(responses);
    }

    /// <summary>Handles the notices that have not been handled yet.</summary>
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

    private static ResponseInput Acted(Guid id) => new()
    {
        NoticeId = id,
        Response = ResponseKind.ActionTaken,
        Measure = Measure.Removed,
        Account = AccountOf(id),
    };

    /// <summary>The platform knows whose every eighth upload was; the same each time it says so.</summary>
    private static AccountRef? AccountOf(Guid id)
    {
        var bytes = id.ToByteArray();
        return bytes[15] % 8 == 0
            ? new() { Id = string.Create(CultureInfo.InvariantCulture, $"uploader-{bytes[14] % 12}") } : null;
    }

    private static ResponseInput Refused(Guid id) =>
        new() { NoticeId = id, Response = ResponseKind.Rejected, Reason = new() { Code = "licensed" } };
}

internal static class Saying
{
    /// <summary>By <c>POST /v1/inbox/responses</c>, repeated until it is answered.</summary>
    public static Func<IReadOnlyList<ResponseInput>, Task<IReadOnlyList<ResponseResult>?>> OverHttp(Caller caller) =>
        async responses => await caller.CallAsync(api => api.Platform.RespondAsync(responses));
}
