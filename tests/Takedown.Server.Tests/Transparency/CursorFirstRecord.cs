using Takedown.Core.Transparency;
using Takedown.Server.Transparency;

namespace Takedown.Server.Tests.Transparency;

/// <summary>A record of one projector that moves the cursor before it writes what the cursor stands for.</summary>
internal sealed class CursorFirstRecord(IPublicRecord record) : RecordAround(record)
{
    private IReadOnlyList<PublicEntry> held = [];

    public override Task ApplyAsync(IReadOnlyList<PublicEntry> entries, CancellationToken cancellation)
    {
        held = entries;
        return Task.CompletedTask;
    }

    public override async Task<bool> MoveAsync(RecordCursor from, RecordCursor to, CancellationToken cancellation)
    {
        var moved = await base.MoveAsync(from, to, cancellation);
        if (moved) await base.ApplyAsync(held, cancellation);
        return moved;
    }
}
