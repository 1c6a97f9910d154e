using Takedown.Client;
using Takedown.Contracts;

namespace Takedown.Server.Tests.Client;

/// <summary>The sample of src/Takedown.Client/README.md; a test compares the two and runs it.</summary>
internal static class ClientSample
{
    public static async Task<NoticeState> RunAsync(
        HttpClient http, string claimantKey, string platformKey, CancellationToken stop)
    {
        // sample
        var claimant = new TakedownClient(http, claimantKey);
        var batch = await claimant.Claimant.SubmitAsync(
            [new NoticeInput
            {
                ClientRef = "A-1",
                Work = new() { Title = "Harbour Lights", Type = "music" },
                Target = new() { Url = "https://video.example/v/1" },
                Evidence = [new() { Kind = "screenshot", Sha256 = new string('0', 64) }],
            }],
            idempotencyKey: "2026-11-26/1", cancellation: stop);
        Console.WriteLine($"{batch.Accepted} accepted, {batch.Rejected} rejected");

        var platform = new TakedownClient(http, platformKey);
        await foreach (var item in platform.Platform.FollowInboxAsync(cancellation: stop))
        {
            var result = (await platform.Platform.RespondAsync(
                [new() { NoticeId = item.NoticeId, Response = ResponseKind.ActionTaken, Measure = Measure.Removed }],
                stop))[0];
            Console.WriteLine($"{item.Notice.Target?.Url}: {result.Status} {result.Message}");
            break;
        }

        await foreach (var change in claimant.Claimant.FollowEventsAsync(cancellation: stop))
        {
            if (change.Type == "action-taken") return change.State!.Value;
        }
        // end
        throw new InvalidOperationException("The stream has no end.");
    }
}
