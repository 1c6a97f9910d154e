using Takedown.Server.Http;

namespace Takedown.Server.Intake;

/// <summary>
/// Intake of one request body. A chunk is stored in one transaction while the next one is read, so memory holds two
/// chunks regardless of the length of the body.
/// </summary>
internal sealed class BatchIntake(Assessment assessment, BatchWriter writer, BatchRow known)
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
        await foreach (var raw in body.Read(cancellation))
        {
            if (!reader.Add(raw)) return new(IntakeEnd.KeyReused);
            if (!reader.IsFull) continue;
            var end = await writer.BeginAsync(reader.TakeChunk(), last: false);
            if (end is not IntakeEnd.Complete) return new(end);
        }
        if (reader.DefaultsAreTooLate)
        {
            return new(IntakeEnd.BodyInvalid, new InputFault("/defaults", "defaults.after-notices"));
        }
        reader.AddLateDefaults();
        if (reader.IsOtherBody) return new(IntakeEnd.KeyReused);
        return new(await WriteAsync(reader.TakeChunk(), last: true));
    }

    private Task<IntakeEnd> KeepAsync(ChunkReader reader) =>
        reader.IsUndecided ? Task.FromResult(IntakeEnd.Complete) : WriteAsync(reader.TakeChunk(), last: false);

    private async Task<IntakeEnd> WriteAsync(List<JudgedItem> chunk, bool last)
    {
        var end = await writer.BeginAsync(chunk, last);
        return end is IntakeEnd.Complete ? await writer.CompleteAsync() : end;
    }
}
