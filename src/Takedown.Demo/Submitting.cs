using System.Globalization;
using Takedown.Contracts;

namespace Takedown.Demo;

/// <summary>
/// Submits the claimants' notices: the initial batch at a steady rate, then a low rate until the demo ends.
/// </summary>
internal sealed class Submitting(Cast cast, Board board, RetryLoop retries, TimeProvider time)
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(2);
    private const int Many = 80;
    private const int Few = 6;
    private readonly SampleNotices samples = new(time.GetUtcNow());
    private int next;

    public async Task RunAsync(CancellationToken stop)
    {
        using var beat = new PeriodicTimer(Every, time);
        await retries.RunAsync(async _ =>
        {
            await SubmitAsync(stop);
            await beat.WaitForNextTickAsync(stop);
        }, TimeSpan.Zero, stop);
    }

    private async Task SubmitAsync(CancellationToken stop)
    {
        var count = next < SampleNotices.Count ? Math.Min(Many, SampleNotices.Count - next) : Few;
        foreach (var batch in samples.From(next, count).GroupBy(s => s.Claimant))
        {
            // After an error the same samples are sent again with the same idempotency key, so none is accepted twice.
            var key = string.Create(CultureInfo.InvariantCulture, $"demo-{batch.Key}-{next}");
            var view = await cast.Claimants[batch.Key].Client.Claimant.SubmitAsync(
                new BatchInput { Notices = [.. batch.Select(s => s.Notice)] }, key, cancellation: stop);
            board.Submitted(key, view);
            foreach (var picture in batch.Select(s => s.Screenshot).OfType<byte[]>())
                await cast.Claimants[batch.Key].Client.Claimant.StoreEvidenceAsync(picture, "image/png", stop);
        }
        next += count;
        board.Sent = next;
    }
}
