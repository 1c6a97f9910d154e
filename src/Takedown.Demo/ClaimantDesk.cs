using System.Net;
using Takedown.Client;
using Takedown.Contracts;

namespace Takedown.Demo;

/// <summary>
/// A claimant that follows its event feed, answers most requests for information, and withdraws notices after a
/// settlement.
/// </summary>
internal sealed class ClaimantDesk(
    Member member, Guid silentPlatform, Board board, RetryLoop retries, TimeProvider time)
{
    private const int Page = 1000;
    private static readonly TimeSpan Wait = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(500);
    private readonly Agenda<Func<CancellationToken, Task>> work = new(time);
    private string? cursor;

    public Task RunAsync(CancellationToken stop) => Task.WhenAll(
        retries.RunAsync(ReadAsync, TimeSpan.Zero, stop),
        retries.RunAsync(WorkAsync, Pause, stop));

    private async Task ReadAsync(CancellationToken stop)
    {
        var page = await member.Client.Claimant.ReadEventsAsync(cursor, Page, Wait, stop);
        foreach (var item in page.Items)
        {
            if (item.NoticeId is not { } notice) continue;
            if (item.State is { } state) board.Saw(notice, state);
            Consider(item, notice);
        }
        cursor = page.Next;
    }

    private void Consider(FeedItem item, Guid notice)
    {
        var subject = notice.GetHashCode();
        if (item.Type == "information-requested" && Dice.Percent(subject, 0, 85))
        {
            work.Plan(
                TimeSpan.FromSeconds(Dice.Between(2, 6, subject, 1)), stop => member.Client.Claimant.SupplementAsync(
                    notice,
                    new Supplement { Text = "权属证明已附。Proof of title attached by hash; see the evidence of the notice." },
                    stop));
        }
        // Only for the silent platform: where a late removal is possible, a withdrawal would require a restoration.
        else if (item.Type == "escalated" && item.PlatformId == silentPlatform && Dice.Percent(subject, 2, 4))
        {
            work.Plan(
                TimeSpan.FromSeconds(Dice.Between(5, 15, subject, 3)), stop => member.Client.Claimant.WithdrawAsync(
                    notice, "已与上传者和解。Settled with the uploader.", stop));
        }
    }

    private async Task WorkAsync(CancellationToken stop)
    {
        foreach (var step in work.TakeDue(50))
        {
            try
            {
                await step(stop);
            }
            catch (TakedownProblemException late) when (late.Status is HttpStatusCode.Conflict)
            {
                // The platform responded first.
            }
        }
    }
}
