using Takedown.Server.Http;

namespace Takedown.Server.Intake;

/// <summary>
/// Intake of one request body. A chunk is stored in one transaction while the next one is read, so memory holds two
/// chunks regardless of the length of the body. Where the memory of the process for bodies is used up, chunks are
/// shorter.
/// </summary>
internal sealed class BatchIntake(Assessment assessment, BatchWriter writer, BatchRow known, BodyHold hold)
{
    public async Task<IntakeOutcome> RunAsync(BodyReader body, CancellationToken cancellation)
    {
        using var reader = new ChunkReader(body, assessment, known);
        try
        {
            return await ReadAllAsync(reader, body, cancellation);
        }
        catch (BodyFaultException fault)
        {
            if (fault.Outcome.End is IntakeEnd.Undecodable) return fault.Outcome;
            var end = await KeepAsync(reader);
            return end is IntakeEnd.Complete ? fault.Outcome : new(end);
        }
        catch (Exception error) when (error is IOException or BadHttpRequestException or OperationCanceledException)
        {
            // The connection was lost and the response is not read. The received items are stored for the resumption.
            await KeepAsync(reader);
            return new(IntakeEnd.BodyIncomplete, new InputFault("", "body.incomplete"));
        }
        finally
        {
            await writer.CompleteAsync();
        }
    }

    private async Task<IntakeOutcome> ReadAllAsync(ChunkReader reader, BodyReader body, CancellationToken cancellation)
    {
        await using var items = body.Read(cancellation).GetAsyncEnumerator(cancellation);
        while (true)
        {
            var next = items.MoveNextAsync();
            // Nothing is in hand of nearly all bodies here: they are short, or have just been stored.
            var (more, end) = next.IsCompleted || hold.Covered == 0 || reader.IsUndecided
                ? (await next, IntakeEnd.Complete)
                : await StoreUnderPressureAsync(reader, next.AsTask());
            if (end is not IntakeEnd.Complete) return new(end);
            if (!more) break;
            if (!reader.Add(items.Current)) return new(IntakeEnd.KeyReused);
            if (!reader.IsFull(hold.Pressure.IsCompleted))
            {
                if (hold.TryCover(reader.InHand)) continue;
                if (reader.IsUndecided)
                {
                    await hold.CoverAsync(reader.InHand, cancellation);
                    continue;
                }
            }
            var stored = await BeginAsync(reader, last: false);
            if (stored is not IntakeEnd.Complete) return new(stored);
        }
        if (reader.DefaultsAreTooLate)
        {
            return new(IntakeEnd.BodyInvalid, new InputFault("/defaults", "defaults.after-notices"));
        }
        reader.AddLateDefaults();
        if (reader.IsOtherBody) return new(IntakeEnd.KeyReused);
        return new(await WriteAsync(reader, last: true));
    }

    /// <summary>
    /// Waits for the sender. If memory becomes short meanwhile, what was read is stored now instead of later.
    /// </summary>
    private async Task<(bool More, IntakeEnd End)> StoreUnderPressureAsync(ChunkReader reader, Task<bool> next)
    {
        var isShort = await Task.WhenAny(next, hold.Pressure) != next;
        var storing = isShort ? BeginAsync(reader, last: false) : Task.FromResult(IntakeEnd.Complete);
        try
        {
            return (await next, await storing);
        }
        finally
        {
            await storing;
        }
    }

    private Task<IntakeEnd> KeepAsync(ChunkReader reader) =>
        reader.IsUndecided ? Task.FromResult(IntakeEnd.Complete) : WriteAsync(reader, last: false);

    private async Task<IntakeEnd> WriteAsync(ChunkReader reader, bool last)
    {
        var end = await BeginAsync(reader, last);
        return end is IntakeEnd.Complete ? await writer.CompleteAsync() : end;
    }

    private Task<IntakeEnd> BeginAsync(ChunkReader reader, bool last)
    {
        var chunk = reader.TakeChunk();
        return writer.BeginAsync(chunk, last, reader.Head, hold.Detach());
    }
}
