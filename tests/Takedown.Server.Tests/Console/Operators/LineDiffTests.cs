using Takedown.Screens.Diffs;

namespace Takedown.Server.Tests.Screens.Operators;

/// <summary>Old and new lines of a document.</summary>
[Trait("Database", "unused")]
public sealed class LineDiffTests
{
    [Theory]
    [InlineData("", "", "")]
    [InlineData("a", "a", " a")]
    [InlineData("", "a b", "+a +b")]
    [InlineData("a b", "", "-a -b")]
    [InlineData("a b c", "a x c", " a -b +x  c")]
    [InlineData("a b c d", "b c d e", "-a  b  c  d +e")]
    [InlineData("a a a", "a a", " a  a -a")]
    [InlineData("{ x }", "{ x y }", " {  x +y  }")]
    public void Lines_that_stay_go_and_come_are_told_apart(string before, string after, string told) =>
        Assert.Equal(told, string.Join(' ', LineDiff.Of(Split(before), Split(after)).Select(Told)));

    [Fact]
    public void Each_line_has_its_number_in_the_text_it_is_of()
    {
        var lines = LineDiff.Of(["a", "b", "c"], ["a", "x", "y", "c"]);
        Assert.Equal(
            [(1, 1), (2, null), (null, 2), (null, 3), (3, 4)],
            lines.Select(l => ((int? Old, int? New))(l.Old, l.New)));
    }

    [Fact]
    public void Whatever_the_texts_both_can_be_read_from_the_lines()
    {
        var random = new Random(14);
        for (var turn = 0; turn < 500; turn++)
        {
            string[] Text() => [.. Enumerable.Range(0, random.Next(12)).Select(_ => $"{(char)('a' + random.Next(4))}")];
            var (before, after) = (Text(), Text());
            var lines = LineDiff.Of(before, after);
            Assert.Equal(before, lines.Where(l => l.Kind is not DiffKind.Added).Select(l => l.Text));
            Assert.Equal(after, lines.Where(l => l.Kind is not DiffKind.Removed).Select(l => l.Text));
            Assert.Equal(Common(before, after), lines.Count(l => l.Kind is DiffKind.Same));
        }
    }

    [Fact]
    public void A_document_too_large_for_the_table_is_still_told_whole()
    {
        string[] before = [.. Enumerable.Range(0, 5000).Select(i => $"{i}")];
        string[] after = [.. Enumerable.Range(0, 5000).Select(i => $"{i + 1}")];
        var lines = LineDiff.Of(before, after);
        Assert.Equal(before, lines.Where(l => l.Kind is not DiffKind.Added).Select(l => l.Text));
        Assert.Equal(after, lines.Where(l => l.Kind is not DiffKind.Removed).Select(l => l.Text));
    }

    [Fact]
    public void What_stays_is_left_out_but_for_the_lines_around_a_change()
    {
        string[] before = [.. Enumerable.Range(0, 40).Select(i => $"{i}")];
        var after = before.ToArray();
        (after[0], after[20]) = ("x", "y");
        Assert.Equal(
            "- + 1 2 3 … 17 18 19 - + 21 22 23 …",
            string.Join(' ', LineDiff.Folded(LineDiff.Of(before, after)).Select(l => l switch
            {
                null => "…",
                { Kind: DiffKind.Same } => l.Text,
                { Kind: DiffKind.Removed } => "-",
                _ => "+",
            })));
        Assert.Equal([null], LineDiff.Folded(LineDiff.Of(before, before)));
    }

    private static string[] Split(string text) => text.Split(' ', StringSplitOptions.RemoveEmptyEntries);

    private static string Told(DiffLine line) => line.Kind switch
    {
        DiffKind.Added => "+",
        DiffKind.Removed => "-",
        _ => " ",
    } + line.Text;

    /// <summary>The length of the longest common part, computed in the plainest way.</summary>
    private static int Common(ReadOnlySpan<string> a, ReadOnlySpan<string> b) => a.IsEmpty || b.IsEmpty ? 0
        : a[0] == b[0] ? 1 + Common(a[1..], b[1..]) : Math.Max(Common(a[1..], b), Common(a, b[1..]));
}
