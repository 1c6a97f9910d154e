namespace Takedown.Core.Evidence;

/// <summary>A type of file that is taken as evidence, and how its content begins.</summary>
/// <param name="Name">The name, such as <c>image/png</c>.</param>
/// <param name="Extension">The end of the name that a downloaded file gets.</param>
/// <param name="Form">How a content of the type begins.</param>
public sealed record MediaType(string Name, string Extension, FileForm Form)
{
    /// <summary>The bytes at the beginning of a file by which it is judged.</summary>
    public const int HeadLength = 1024;

    /// <summary>All types, images first.</summary>
    public static readonly IReadOnlyList<MediaType> All =
    [
        new("image/png", "png", FileForm.Png),
        new("image/jpeg", "jpg", FileForm.Jpeg),
        new("image/gif", "gif", FileForm.Gif),
        new("image/webp", "webp", FileForm.Webp),
        new("image/avif", "avif", FileForm.BaseMedia),
        new("image/heic", "heic", FileForm.BaseMedia),
        new("image/tiff", "tiff", FileForm.Tiff),
        new("image/bmp", "bmp", FileForm.Bmp),
        new("application/pdf", "pdf", FileForm.Pdf),
        new("video/mp4", "mp4", FileForm.BaseMedia),
        new("video/quicktime", "mov", FileForm.BaseMedia),
        new("video/webm", "webm", FileForm.Matroska),
        new("video/x-matroska", "mkv", FileForm.Matroska),
        new("video/ogg", "ogv", FileForm.Ogg),
        new("audio/mp4", "m4a", FileForm.BaseMedia),
        new("audio/mpeg", "mp3", FileForm.Mpeg),
        new("audio/wav", "wav", FileForm.Wave),
        new("audio/flac", "flac", FileForm.Flac),
        new("audio/ogg", "ogg", FileForm.Ogg),
        new("audio/webm", "weba", FileForm.Matroska),
        new("application/zip", "zip", FileForm.Zip),
        new("application/gzip", "gz", FileForm.Gzip),
        new("application/warc", "warc", FileForm.Warc),
        new("application/vnd.openxmlformats-officedocument.wordprocessingml.document", "docx", FileForm.Zip),
        new("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "xlsx", FileForm.Zip),
        new("application/timestamp-reply", "tsr", FileForm.Der),
        new("application/json", "json", FileForm.Text),
        new("application/x-ndjson", "ndjson", FileForm.Text),
        new("application/xml", "xml", FileForm.Text),
        new("message/rfc822", "eml", FileForm.Text),
        new("multipart/related", "mhtml", FileForm.Text),
        new("text/plain", "txt", FileForm.Text),
        new("text/csv", "csv", FileForm.Text),
        new("text/html", "html", FileForm.Text),
    ];

    /// <summary>The type of a name, without regard to case and parameters; null for one that is not taken.</summary>
    public static MediaType? Named(string? name)
    {
        var bare = name.AsSpan();
        if (bare.IndexOf(';') is >= 0 and var end) bare = bare[..end];
        bare = bare.Trim();
        foreach (var type in All)
        {
            if (bare.Equals(type.Name, StringComparison.OrdinalIgnoreCase)) return type;
        }
        return null;
    }

    /// <summary>The type that a beginning shows, for files that come without one; null for none.</summary>
    public static MediaType? Shown(ReadOnlySpan<byte> head)
    {
        foreach (var type in All)
        {
            if (type.Form is not FileForm.Text && type.Form.Fits(head)) return type;
        }
        return FileForm.Text.Fits(head) ? Named("text/plain") : null;
    }
}
