namespace Takedown.Server.Http.Csv;

/// <summary>One row of a file. Its bytes are valid until the next row is read.</summary>
/// <param name="Number">Its number in the file, from 1; the heading counts.</param>
/// <param name="Text">Its bytes, without its line end.</param>
/// <param name="Cells">Its cells.</param>
/// <param name="Fault">Why its cells are not those that were meant; null if they are.</param>
internal readonly record struct CsvRow(
    long Number, ReadOnlyMemory<byte> Text, IReadOnlyList<Cell> Cells, InputFault? Fault = null)
{
    /// <summary>Whether the row is longer than an item may be; it was passed over.</summary>
    public bool IsTooLong => Text.IsEmpty && Fault is not null;
}

/// <summary>
/// Reads a file row by row. A line ends with CR LF, LF or CR. A quotation mark can take no rows along: a cell that is
/// not closed where it must be costs its own line, and reading goes on with the next one.
/// </summary>
/// <param name="body">The file.</param>
/// <param name="maxBytes">The longest row.</param>
/// <param name="tooLong">The fault of a longer one.</param>
internal sealed class CsvLines(Stream body, int maxBytes, InputFault tooLong) : IDisposable
{
    private const int TooLong = -1;

    private readonly ByteWindow window = new(body);
    private readonly CsvScan scan = new();
    private readonly CsvScan other = new();
    private bool ended;
    private int given;
    private long number;

    /// <summary>Whether a line end was found at all.</summary>
    public bool HasLineEnd { get; private set; }

    /// <summary>
    /// The next line without taking it, with the lines into which its quotation marks run; null at the end. Valid until
    /// something is read.
    /// </summary>
    public async ValueTask<ReadOnlyMemory<byte>?> PeekAsync(CancellationToken cancellation)
    {
        TakeGiven();
        var (length, whole) = await LineAsync(0, cancellation);
        if (whole == 0 && length == 0) return null;
        var end = length;
        for (var lines = 1; length >= 0 && lines < HeadingShape.MaxLines && IsOpen(end); lines++)
        {
            (length, var next) = await LineAsync(whole, cancellation);
            if (length < 0 || next == 0) break;
            (end, whole) = (whole + length, whole + next);
        }
        return end < 0 ? window.Memory(window.Unread.Length) : window.Memory(end);
    }

    /// <summary>The line behind the next one that is not blank; empty if there is none.</summary>
    public async ValueTask<ReadOnlyMemory<byte>> PeekBehindAsync(CancellationToken cancellation)
    {
        var at = 0;
        for (var lines = 0; lines < 10; lines++)
        {
            var (length, whole) = await LineAsync(at, cancellation);
            if (length < 0 || whole == 0) break;
            var line = window.Memory(at + length)[at..];
            if (lines > 0 && !line.Span.Trim(" \t,;|\""u8).IsEmpty) return line;
            at += whole;
        }
        return default;
    }

    /// <summary>Passes over the next line.</summary>
    public async ValueTask SkipAsync(CancellationToken cancellation)
    {
        TakeGiven();
        var (length, whole) = await LineAsync(0, cancellation);
        number++;
        if (length < 0) await PassOverAsync(cancellation);
        else window.Take(whole);
    }

    /// <summary>The next row; null at the end.</summary>
    public async ValueTask<CsvRow?> ReadAsync(ICsvShape shape, CancellationToken cancellation)
    {
        TakeGiven();
        var (length, whole) = await LineAsync(0, cancellation);
        if (length == 0 && whole == 0) return null;
        number++;
        if (length < 0)
        {
            await PassOverAsync(cancellation);
            return new CsvRow(number, default, [], tooLong);
        }
        scan.Begin(shape.Separator);
        scan.Read(window.Unread, 0, length);
        var (end, taken) = (length, whole);
        while (scan.IsOpen)
        {
            if (!shape.MayContinue(scan.Cells.Count)) return Broken(shape, length, whole);
            var (next, nextWhole) = await LineAsync(taken, cancellation);
            // At the end of the file, or where the mark would take a row along.
            if (next < 0 || nextWhole == 0 || shape.IsRow(window.Unread.Slice(taken, next), other))
                return Broken(shape, length, whole);
            scan.Read(window.Unread, end, taken + next);
            (end, taken) = (taken + next, taken + nextWhole);
        }
        if (scan.IsBad) return Broken(shape, length, whole);
        scan.End(end);
        given = taken;
        return new CsvRow(number, window.Memory(end), scan.Cells);
    }

    public void Dispose() => window.Dispose();

    private bool IsOpen(int end) => window.Unread[..end].Count(CsvScan.Quote) % 2 == 1;

    private CsvRow Broken(ICsvShape shape, int length, int whole)
    {
        var (pointer, column) = (shape.Pointer(scan.Cells.Count), shape.Name(scan.Cells.Count));
        scan.ReadPlainly(window.Unread[..length], shape.Separator);
        given = whole;
        return new(number, window.Memory(length), scan.Cells, new InputFault(pointer, "csv.quote", column));
    }

    private void TakeGiven()
    {
        window.Take(given);
        given = 0;
    }

    /// <summary>Finds a line.</summary>
    /// <returns>Its length without and with its line end; the former is negative if too long for an item.</returns>
    private async ValueTask<(int Length, int Whole)> LineAsync(int from, CancellationToken cancellation)
    {
        var scanned = from;
        while (true)
        {
            var found = window.Unread[scanned..].IndexOfAny((byte)'\r', (byte)'\n');
            if (found >= 0)
            {
                var at = scanned + found;
                if (at > maxBytes) return (TooLong, 0);
                HasLineEnd = true;
                if (window.Unread[at] == (byte)'\n') return (at - from, at + 1 - from);
                // The line feed may not have arrived yet.
                if (at + 1 == window.Unread.Length && !ended) ended = !await window.FillAsync(cancellation);
                var isPair = at + 1 < window.Unread.Length && window.Unread[at + 1] == (byte)'\n';
                return (at - from, at + (isPair ? 2 : 1) - from);
            }
            scanned = window.Unread.Length;
            if (scanned > maxBytes) return (TooLong, 0);
            if (ended || (ended = !await window.FillAsync(cancellation))) return (scanned - from, scanned - from);
        }
    }

    /// <summary>Passes over a line that is too long.</summary>
    private async ValueTask PassOverAsync(CancellationToken cancellation)
    {
        while (true)
        {
            var found = window.Unread.IndexOfAny((byte)'\r', (byte)'\n');
            if (found >= 0)
            {
                HasLineEnd = true;
                window.Take(found);
                var (_, whole) = await LineAsync(0, cancellation);
                window.Take(whole);
                return;
            }
            window.Take(window.Unread.Length);
            if (ended || (ended = !await window.FillAsync(cancellation))) return;
        }
    }
}

/// <summary>What is known of the rows of a file before they are read.</summary>
internal interface ICsvShape
{
    byte Separator { get; }

    /// <summary>Whether a cell of this column, from 0, may contain line breaks.</summary>
    bool MayContinue(int column);

    /// <summary>Whether a line is a row by itself, and no part of a cell.</summary>
    bool IsRow(ReadOnlySpan<byte> line, CsvScan scan);

    /// <summary>The name of a column.</summary>
    string Name(int column);

    /// <summary>The place of a column in its item.</summary>
    string Pointer(int column);
}

/// <summary>The shape of a heading: its cells may have several lines.</summary>
internal sealed class HeadingShape(byte separator) : ICsvShape
{
    public const int MaxLines = 20;

    private int lines;

    public byte Separator => separator;

    public bool MayContinue(int column) => ++lines < MaxLines;

    public bool IsRow(ReadOnlySpan<byte> line, CsvScan scan) => false;

    public string Name(int column) => "";

    public string Pointer(int column) => "";
}
