using Takedown.Contracts;

namespace Takedown.Demo;

/// <summary>A simulated platform: it long-polls its inbox, waits, and responds in bulk.</summary>
internal sealed class SyntheticPlatform(Member member, Temper temper, Board board, RetryLoop retries, TimeProvider time)
{
    private const int Page = 500;
    private const int Bulk = 10_000;
    private static readonly TimeSpan Wait = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(300);
    private readonly Agenda<ResponseInput> answers = new(time);
    private readonly Agenda<AccountResponseInput> accountAnswers = new(time);
    private long seen;
    private long actionsSeen;

    public Task RunAsync(CancellationToken stop) => Task.WhenAll(
        retries.RunAsync(ReadAsync, TimeSpan.Zero, stop),
        retries.RunAsync(AnswerAsync, Pause, stop),
        retries.RunAsync(ReadAccountActionsAsync, TimeSpan.Zero, stop),
        retries.RunAsync(AnswerAccountActionsAsync, Pause, stop));

    private async Task ReadAsync(CancellationToken stop)
    {
        var page = await member.Client.Platform.ReadInboxAsync(seen, Page, Wait, stop);
        foreach (var item in page.Items)
        {
            foreach (var (after, response) in Tempers.Answers(temper, item)) answers.Plan(after, response);
            seen = item.Seq;
        }
    }

    private async Task AnswerAsync(CancellationToken stop)
    {
        var due = answers.TakeDue(Bulk);
        if (due.Count == 0) return;
        // A refused response is expected here: the notice was withdrawn, or its request for information expired.
        await member.Client.Platform.RespondAsync(due, stop);
    }

    private async Task ReadAccountActionsAsync(CancellationToken stop)
    {
        var page = await member.Client.Platform.ReadAccountActionsAsync(actionsSeen, Page, Wait, stop);
        foreach (var action in page.Items)
        {
            board.Asked(member.Name, action);
            if (Tempers.Answer(temper, action) is var (after, response)) accountAnswers.Plan(after, response);
            actionsSeen = action.Seq;
        }
    }

    private async Task AnswerAccountActionsAsync(CancellationToken stop)
    {
        var due = accountAnswers.TakeDue(Bulk);
        if (due.Count == 0) return;
        foreach (var result in await member.Client.Platform.RespondToAccountActionsAsync(due, stop))
        {
            if (result is { Id: { } id, State: { } state }) board.Update(id, state);
        }
    }
}
