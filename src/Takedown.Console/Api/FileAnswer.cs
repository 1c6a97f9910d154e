using Microsoft.AspNetCore.Http;

namespace Takedown.Screens.Api;

/// <summary>Passes the body of an answer on as a download.</summary>
/// <param name="response">Where it goes.</param>
/// <param name="nameOf">The name of the file, by its media type.</param>
internal sealed class FileAnswer(HttpResponse response, Func<string?, string> nameOf) : AnswerStream
{
    public FileAnswer(HttpResponse response, string name) : this(response, _ => name)
    {
    }

    protected override void Begin(string? contentType)
    {
        response.ContentType = contentType;
        response.Headers.ContentDisposition = $"attachment; filename=\"{nameOf(contentType)}\"";
    }

    protected override ValueTask TakeAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellation) =>
        response.Body.WriteAsync(bytes, cancellation);

    public override Task FlushAsync(CancellationToken cancellationToken) =>
        response.HasStarted ? response.Body.FlushAsync(cancellationToken) : Task.CompletedTask;
}
