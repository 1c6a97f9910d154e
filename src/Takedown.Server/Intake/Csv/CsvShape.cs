using System.Text;
using System.Text.Json;
using Takedown.Server.Http.Csv;

namespace Takedown.Server.Intake.Csv;

/// <summary>The columns of a file: what its heading says.</summary>
internal sealed class CsvShape : ICsvShape
{
    /// <summary>Columns of files that this server wrote, which are not read.</summary>
    public static readonly string[] Returned = ["row", "errors", "reason"];

    private const int FewColumns = 3;

    private readonly int url;

    /// <param name="separator">The separator.</param>
    /// <param name="headings">The headings as sent, without blanks around them.</param>
    /// <param name="columns">The column of each; null for a column that is not read.</param>
    public CsvShape(byte separator, IReadOnlyList<string> headings, IReadOnlyList<string?> columns)
    {
        Separator = separator;
        Headings = headings;
        Columns = columns;
        Width = headings.Count;
        while (Width > 0 && headings[Width - 1].Length == 0) Width--;
        IsReturned = headings.Take(Returned.Length).SequenceEqual(Returned, StringComparer.OrdinalIgnoreCase);
        url = IndexOf(nameof(Contracts.Target), nameof(Contracts.Target.Url));
        Reference = IndexOf(nameof(Contracts.NoticeInput.ClientRef));
    }

    /// <summary>What is needed to read a row of the file again.</summary>
    public string Stored => JsonSerializer.Serialize(
        new StoredShape((char)Separator, [.. Headings], [.. Columns]), StoredFaults.Default.StoredShape);

    public byte Separator { get; }

    public IReadOnlyList<string> Headings { get; }

    public IReadOnlyList<string?> Columns { get; }

    /// <summary>Columns up to the last one with a heading.</summary>
    public int Width { get; }

    /// <summary>Whether this server wrote the file, with an apostrophe before what looks like a formula.</summary>
    public bool IsReturned { get; }

    /// <summary>The column of the claimant's reference; negative if there is none.</summary>
    public int Reference { get; }

    /// <summary>The column of the URL; negative if there is none.</summary>
    public int Url => url;

    public bool MayContinue(int column) => column < Columns.Count && Columns[column] is { } name
        && (CsvColumns.MayHaveLines(name) || name.StartsWith(CsvColumns.Metadata, StringComparison.Ordinal));

    public bool IsRow(ReadOnlySpan<byte> line, CsvScan scan)
    {
        scan.ReadPlainly(line, Separator);
        if (scan.Cells.Count < Width || Width < 2) return false;
        if (url < 0) return Width > FewColumns && scan.Cells.Count == Width;
        var cell = line.Slice(scan.Cells[url].Start, scan.Cells[url].Length).Trim(" \t\""u8);
        return Ascii.EqualsIgnoreCase(cell[..Math.Min(cell.Length, 4)], "http"u8) && cell.IndexOf("://"u8) is 4 or 5;
    }

    public string Name(int column) => column < Headings.Count ? Columns[column] ?? Headings[column] : "";

    public string Pointer(int column) => Name(column) is { Length: > 0 } name ? CsvColumns.Pointer(name) : "";

    public static CsvShape Read(string stored)
    {
        var shape = JsonSerializer.Deserialize(stored, StoredFaults.Default.StoredShape)!;
        return new((byte)shape.S, shape.H, shape.C);
    }

    private int IndexOf(params string[] path)
    {
        var name = string.Join('.', path);
        for (var i = 0; i < Columns.Count; i++)
        {
            if (string.Equals(Columns[i], name, StringComparison.OrdinalIgnoreCase)) return i;
        }
        return -1;
    }
}

/// <summary>A stored shape.</summary>
/// <param name="S">Separator.</param>
/// <param name="H">Headings.</param>
/// <param name="C">Columns.</param>
internal sealed record StoredShape(char S, IReadOnlyList<string> H, IReadOnlyList<string?> C);
