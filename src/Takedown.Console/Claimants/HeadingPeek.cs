using System.Text;
using Takedown.Screens.Acts;

namespace Takedown.Screens.Claimants;

/// <summary>Passes a table on and remembers its first line, so that its columns can be shown.</summary>
internal sealed class HeadingPeek(Stream file) : ReadOnlyStream
{
    private const int Most = 16 * 1024;

    private readonly MemoryStream begun = new();
    private bool ended;

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var count = await file.ReadAsync(buffer, cancellationToken);
        if (!ended && count > 0) Keep(buffer.Span[..count]);
        return count;
    }

    /// <summary>The headings; none if the first line is not UTF-8 or longer than 16 KiB.</summary>
    public IReadOnlyList<string> Columns()
    {
        var line = begun.ToArray().AsSpan();
        var end = line.IndexOf((byte)'\n');
        if (end < 0 && begun.Length >= Most) return [];
        if (end >= 0) line = line[..end];
        try
        {
            var text = new UTF8Encoding(false, true).GetString(line).Trim('\uFEFF', '\r', ' ');
            if (text.Length == 0 || text.StartsWith("sep=", StringComparison.OrdinalIgnoreCase)) return [];
            var separator = ",;\t|".MaxBy(c => text.Count(other => other == c));
            return [.. text.Split(separator).Select(c => c.Trim().Trim('"')).Where(c => c.Length > 0).Take(200)];
        }
        catch (DecoderFallbackException)
        {
            return [];
        }
    }

    private void Keep(ReadOnlySpan<byte> read)
    {
        begun.Write(read[..(int)Math.Min(read.Length, Most - begun.Length)]);
        ended = begun.Length >= Most || read.Contains((byte)'\n');
    }
}
