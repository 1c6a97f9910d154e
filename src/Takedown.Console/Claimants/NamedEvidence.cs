using System.Text;
using Takedown.Screens.Acts;

namespace Takedown.Screens.Claimants;

/// <summary>
/// Passes a table on, with the hash where its column of evidence names a file that was sent beside it.
/// </summary>
/// <param name="table">The table, in an encoding in which separators, quotes and line ends are those of ASCII.</param>
/// <param name="hashes">The hashes by the names of their files.</param>
internal sealed class NamedEvidence(Stream table, IReadOnlyDictionary<string, string> hashes) : ReadOnlyStream
{
    private const int MostOfCell = 1024;

    private static readonly string[] Headings = ["evidence.sha256", "Evidence SHA-256", "证据哈希值"];

    private readonly byte[] read = new byte[16 * 1024];
    private readonly MemoryStream cell = new();
    private readonly List<string> headings = [];
    private readonly MemoryStream ready = new();
    private int column, wanted = -1;
    private bool isHeading = true, isQuoted, ended;

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        while (ready.Position == ready.Length && !ended)
        {
            ready.SetLength(0);
            ready.Position = 0;
            var count = await table.ReadAsync(read, cancellationToken);
            foreach (var one in read.AsSpan(0, count)) Take(one);
            ended = count == 0;
            if (ended) EndCell();
            ready.Position = 0;
        }
        return ready.Read(buffer.Span);
    }

    private void Take(byte one)
    {
        if (one == '"') isQuoted = !isQuoted;
        if (!isQuoted && ",;\t\n\r"u8.Contains(one))
        {
            EndCell();
            ready.WriteByte(one);
            column = one is (byte)'\n' or (byte)'\r' ? 0 : column + 1;
            if (column == 0 && headings.Count > 0) EndHeading();
        }
        else if (isHeading || column == wanted)
        {
            cell.WriteByte(one);
            // Longer than any name: it goes on as it is.
            if (cell.Length > MostOfCell) Release();
        }
        else
        {
            ready.WriteByte(one);
        }
    }

    private void EndCell()
    {
        var text = Encoding.UTF8.GetString(cell.GetBuffer(), 0, (int)cell.Length).Trim('\uFEFF', ' ', '"');
        if (isHeading) headings.Add(text);
        else if (column == wanted && hashes.TryGetValue(text, out var hash))
        {
            ready.Write(Encoding.ASCII.GetBytes(hash));
            cell.SetLength(0);
        }
        Release();
    }

    private void EndHeading()
    {
        if (!isHeading) return;
        isHeading = false;
        wanted = headings.FindIndex(h => Headings.Contains(h, StringComparer.OrdinalIgnoreCase));
    }

    private void Release()
    {
        cell.WriteTo(ready);
        cell.SetLength(0);
    }
}
