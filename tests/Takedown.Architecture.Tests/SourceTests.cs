namespace Takedown.Architecture.Tests;

/// <summary>Short files and short lines.</summary>
public sealed class SourceTests
{
    private const int MaxLines = 250;
    private const int MaxWidth = 120;

    private static readonly IReadOnlyList<Source> Code = [.. Sources.In("src", "contracts")];

    [Fact]
    public void No_file_is_long() =>
        Expect.None(Code.Where(f => f.Lines.Count > MaxLines).Select(f => $"{f.Path}: {f.Lines.Count}"));

    [Fact]
    public void Most_files_are_short()
    {
        List<int> lengths = [.. Code.Select(f => f.Lines.Count).Order()];
        Assert.InRange(lengths[lengths.Count / 2], 0, 60);
        Assert.InRange(lengths[lengths.Count * 9 / 10], 0, 130);
    }

    [Fact]
    public void No_line_is_wide() => Expect.None(Sources.In("src", "contracts", "tests")
        .SelectMany(f => f.Lines.Select((line, i) => (Place: $"{f.Path}:{i + 1}", line.Length)))
        .Where(l => l.Length > MaxWidth).Select(l => l.Place));
}
