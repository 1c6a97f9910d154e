using Takedown.Core.Transparency;
using Takedown.Server.Transparency;

namespace Takedown.Server.Tests.Transparency;

/// <summary>A record whose user is stopped before each step, and may end there.</summary>
internal sealed class SteppedRecord(IPublicRecord record, Func<Task> stepAsync) : RecordAround(record)
{
    public override async Task<RecordCursor> CursorAsync(CancellationToken cancellation)
    {
        await stepAsync();
        return await base.CursorAsync(cancellation);
    }

    /// <summary>One after the other, so that a crash may come between two of them.</summary>
    public override async Task ApplyAsync(IReadOnlyList<PublicEntry> entries, CancellationToken cancellation)
    {
        foreach (var entry in entries)
        {
            await stepAsync();
            await base.ApplyAsync([entry], cancellation);
        }
    }

    public override async Task<bool> MoveAsync(RecordCursor from, RecordCursor to, CancellationToken cancellation)
    {
        await stepAsync();
        return await base.MoveAsync(from, to, cancellation);
    }
}
