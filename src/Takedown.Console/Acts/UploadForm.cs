using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;

namespace Takedown.Screens.Acts;

/// <summary>
/// A form whose last fields are files, read as it arrives: the fields before them are kept, each file is a stream.
/// </summary>
public sealed class UploadForm
{
    private const int MaxFields = 20;
    private const int MaxField = 4096;

    private readonly Dictionary<string, string> fields = new(StringComparer.Ordinal);
    private readonly MultipartReader reader;

    private UploadForm(MultipartReader reader) => this.reader = reader;

    /// <summary>The field of the file.</summary>
    public string FieldName { get; private set; } = "";

    public string? FileName { get; private set; }

    public string? FileType { get; private set; }

    public Stream File { get; private set; } = Stream.Null;

    public string this[string name] => fields.GetValueOrDefault(name, "");

    /// <summary>Reads up to the file. Null if it is no such form, or its token is forged or missing.</summary>
    public static async Task<UploadForm?> ReadAsync(HttpContext http, IAntiforgery tokens)
    {
        if (!MediaTypeHeaderValue.TryParse(http.Request.ContentType, out var type)
            || !type.MediaType.Equals("multipart/form-data", StringComparison.OrdinalIgnoreCase)
            || HeaderUtilities.RemoveQuotes(type.Boundary).Value is not { Length: > 0 and <= 200 } boundary)
            return null;
        var form = new UploadForm(new MultipartReader(boundary, http.Request.Body));
        try
        {
            await form.NextFileAsync(http.RequestAborted);
        }
        catch (Exception error) when (error is IOException or InvalidDataException)
        {
            return null;
        }
        // The header is looked at first, so that the token check does not read the body.
        http.Request.Headers["X-Form-Token"] = form["_token"];
        return form["_token"].Length > 0 && await tokens.IsRequestValidAsync(http) ? form : null;
    }

    /// <summary>Goes on to the next file; what is left of the one before is passed over.</summary>
    public async Task NextFileAsync(CancellationToken aborted)
    {
        (FieldName, FileName, FileType, File) = ("", null, null, Stream.Null);
        while (await reader.ReadNextSectionAsync(aborted) is { } section)
        {
            if (!ContentDispositionHeaderValue.TryParse(section.ContentDisposition, out var told)) return;
            if (told.IsFileDisposition())
            {
                var name = HeaderUtilities.RemoveQuotes(told.FileNameStar.HasValue ? told.FileNameStar : told.FileName);
                FieldName = HeaderUtilities.RemoveQuotes(told.Name).Value ?? "";
                (FileName, FileType, File) = (name.Value, section.ContentType, section.Body);
                return;
            }
            if (fields.Count >= MaxFields) throw new InvalidDataException("There are too many fields.");
            using var text = new StreamReader(new Bounded(section.Body, MaxField));
            fields[HeaderUtilities.RemoveQuotes(told.Name).Value ?? ""] = await text.ReadToEndAsync(aborted);
        }
    }

    /// <summary>Fails beyond a length.</summary>
    private sealed class Bounded(Stream inner, int most) : ReadOnlyStream
    {
        private int read;

        public override async ValueTask<int> ReadAsync(
            Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            var count = await inner.ReadAsync(buffer, cancellationToken);
            read += count;
            return read > most ? throw new InvalidDataException("A field is too long.") : count;
        }
    }
}
