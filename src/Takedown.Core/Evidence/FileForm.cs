namespace Takedown.Core.Evidence;

/// <summary>How the content of a file begins. A type that does not say what the file is, lies.</summary>
public enum FileForm
{
    /// <summary>Text of any encoding: no NUL in it, and the beginning of no other form.</summary>
    Text,
    /// <summary>PNG.</summary>
    Png,
    /// <summary>JPEG.</summary>
    Jpeg,
    /// <summary>GIF.</summary>
    Gif,
    /// <summary>WebP in RIFF.</summary>
    Webp,
    /// <summary>TIFF.</summary>
    Tiff,
    /// <summary>BMP.</summary>
    Bmp,
    /// <summary>PDF.</summary>
    Pdf,
    /// <summary>ISO base media: MP4, QuickTime, HEIF.</summary>
    BaseMedia,
    /// <summary>Matroska and WebM.</summary>
    Matroska,
    /// <summary>Ogg.</summary>
    Ogg,
    /// <summary>MPEG audio.</summary>
    Mpeg,
    /// <summary>WAVE in RIFF.</summary>
    Wave,
    /// <summary>FLAC.</summary>
    Flac,
    /// <summary>ZIP.</summary>
    Zip,
    /// <summary>gzip.</summary>
    Gzip,
    /// <summary>WARC, also compressed.</summary>
    Warc,
    /// <summary>ASN.1 in DER.</summary>
    Der,
}

/// <summary>The marks of the forms.</summary>
public static class FileForms
{
    /// <summary>Whether a file that begins so has the form.</summary>
    public static bool Fits(this FileForm form, ReadOnlySpan<byte> head) => form switch
    {
        FileForm.Text => IsText(head),
        FileForm.Png => Begins(head, 0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A),
        FileForm.Jpeg => Begins(head, 0xFF, 0xD8, 0xFF),
        FileForm.Gif => head.StartsWith("GIF87a"u8) || head.StartsWith("GIF89a"u8),
        FileForm.Webp => IsRiff(head, "WEBP"u8),
        FileForm.Wave => IsRiff(head, "WAVE"u8),
        FileForm.Tiff => head.StartsWith("II*\0"u8) || head.StartsWith("MM\0*"u8),
        FileForm.Bmp => head.StartsWith("BM"u8) && head.Length >= 14,
        FileForm.Pdf => head.IndexOf("%PDF-"u8) >= 0,
        FileForm.BaseMedia => head.Length >= 12 && IsBox(head[4..8]),
        FileForm.Matroska => Begins(head, 0x1A, 0x45, 0xDF, 0xA3),
        FileForm.Ogg => head.StartsWith("OggS"u8),
        FileForm.Mpeg => head.StartsWith("ID3"u8) || (head.Length >= 4 && head[0] == 0xFF && (head[1] & 0xE6) == 0xE2),
        FileForm.Flac => head.StartsWith("fLaC"u8),
        FileForm.Zip => head.StartsWith("PK\u0003\u0004"u8) || head.StartsWith("PK\u0005\u0006"u8),
        FileForm.Gzip => Begins(head, 0x1F, 0x8B, 0x08),
        FileForm.Warc => head.StartsWith("WARC/"u8) || Begins(head, 0x1F, 0x8B, 0x08),
        FileForm.Der => head.Length >= 4 && head[0] == 0x30 && head[1] is >= 0x81 and <= 0x84,
    };

    /// <summary>A program, a picture or an archive that calls itself a text is none.</summary>
    private static bool IsText(ReadOnlySpan<byte> head)
    {
        if (Begins(head, 0xFF, 0xFE) || Begins(head, 0xFE, 0xFF)) return true;
        if (head.IsEmpty || head.Contains((byte)0)) return false;
        foreach (var form in Binary)
        {
            if (form.Fits(head)) return false;
        }
        return true;
    }

    /// <summary>The forms whose marks may stand before a text without NUL.</summary>
    private static readonly FileForm[] Binary =
        [FileForm.Png, FileForm.Jpeg, FileForm.Gif, FileForm.Zip, FileForm.Gzip, FileForm.Matroska, FileForm.Ogg];

    private static bool IsRiff(ReadOnlySpan<byte> head, ReadOnlySpan<byte> kind) =>
        head.Length >= 12 && head.StartsWith("RIFF"u8) && head[8..12].SequenceEqual(kind);

    private static bool IsBox(ReadOnlySpan<byte> kind) =>
        kind.SequenceEqual("ftyp"u8) || kind.SequenceEqual("moov"u8) || kind.SequenceEqual("mdat"u8)
        || kind.SequenceEqual("wide"u8);

    private static bool Begins(ReadOnlySpan<byte> head, params ReadOnlySpan<byte> mark) => head.StartsWith(mark);
}
