using System.Text;

namespace Takedown.Server.Http.Csv;

/// <summary>A cell in the bytes of its record.</summary>
/// <param name="Start">Its first byte.</param>
/// <param name="Length">Its length, without quotation marks around it.</param>
/// <param name="IsDoubled">Whether it contains quotation marks, each written as two.</param>
internal readonly record struct Cell(int Start, int Length, bool IsDoubled)
{
    /// <summary>The text of the cell without blanks around it.</summary>
    public string Text(ReadOnlySpan<byte> row)
    {
        var text = Encoding.UTF8.GetString(row.Slice(Start, Length));
        return (IsDoubled ? text.Replace("\"\"", "\"", StringComparison.Ordinal) : text).Trim();
    }
}

/// <summary>Finds the cells of one record (RFC 4180), which may be given line by line.</summary>
internal sealed class CsvScan
{
    public const byte Quote = (byte)'"';

    private readonly List<Cell> cells = [];
    private byte separator;
    private State state;
    private int start;
    private int contentStart;
    private int contentEnd;
    private bool isDoubled;

    private enum State
    {
        Begin,
        Plain,
        Quoted,
        Closed,
        Bad,
    }

    public IReadOnlyList<Cell> Cells => cells;

    /// <summary>Whether a quotation mark is open at the end of what was given.</summary>
    public bool IsOpen => state is State.Quoted;

    /// <summary>Whether text follows a closing quotation mark.</summary>
    public bool IsBad => state is State.Bad;

    public void Begin(byte between)
    {
        cells.Clear();
        separator = between;
        (state, start) = (State.Begin, 0);
    }

    /// <summary>Reads on to the end of a line. Positions are those of the record.</summary>
    public void Read(ReadOnlySpan<byte> record, int from, int to)
    {
        for (var i = from; i < to && state is not State.Bad;)
        {
            switch (state)
            {
                case State.Begin when record[i] == separator:
                case State.Closed when record[i] == separator:
                    EndCell(i);
                    i++;
                    (state, start) = (State.Begin, i);
                    break;
                case State.Begin when record[i] == Quote:
                    i++;
                    (state, contentStart, isDoubled) = (State.Quoted, i, false);
                    break;
                case State.Begin or State.Closed when record[i] is (byte)' ' or (byte)'\t':
                    i++;
                    break;
                case State.Begin:
                    state = State.Plain;
                    break;
                case State.Plain:
                    var next = record[i..to].IndexOf(separator);
                    if (next < 0) return;
                    EndCell(i + next);
                    i += next + 1;
                    (state, start) = (State.Begin, i);
                    break;
                case State.Quoted:
                    var quote = record[i..to].IndexOf(Quote);
                    if (quote < 0) return;
                    i += quote + 1;
                    if (i < to && record[i] == Quote)
                    {
                        isDoubled = true;
                        i++;
                    }
                    else
                    {
                        (state, contentEnd) = (State.Closed, i - 1);
                    }
                    break;
                default:
                    state = State.Bad;
                    break;
            }
        }
    }

    /// <summary>Ends the record, which is neither open nor bad.</summary>
    public void End(int at) => EndCell(at);

    /// <summary>The cells of a line in which quotation marks mean nothing.</summary>
    public void ReadPlainly(ReadOnlySpan<byte> line, byte between)
    {
        Begin(between);
        while (line[start..].IndexOf(between) is >= 0 and var length)
        {
            cells.Add(new(start, length, false));
            start += length + 1;
        }
        cells.Add(new(start, line.Length - start, false));
    }

    private void EndCell(int at) => cells.Add(
        state is State.Closed ? new(contentStart, contentEnd - contentStart, isDoubled)
            : new(start, at - start, false));
}
