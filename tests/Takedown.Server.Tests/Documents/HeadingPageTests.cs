using Takedown.Core.Headings;

namespace Takedown.Server.Tests.Documents;

/// <summary>The page about tables against the headings that the server knows.</summary>
[Trait("Database", "unused")]
public sealed class HeadingPageTests
{
    [Fact]
    public void Every_heading_is_published()
    {
        var rows = Page.At("src/Takedown.Core/Headings/README.md").Text.Split('\n')
            .Where(line => line.StartsWith("| `", StringComparison.Ordinal))
            .Select(line => line.Trim('|', ' ').Split('|', StringSplitOptions.TrimEntries)).ToList();
        Assert.Equal(
            HeadingTable.Columns.Select(c => (
                $"`{c.Column}`",
                string.Join('、', c.Zh.Concat(Likely(c, isAscii: false))),
                string.Join(", ", c.En.Concat(Likely(c, isAscii: true))))),
            rows.Select(r => (r[0], r[1], r[2])));
    }

    private static IEnumerable<string> Likely(ColumnHeadings column, bool isAscii) => (column.Fallback ?? [])
        .Where(h => h.All(char.IsAscii) == isAscii).Select(h => $"({h})");
}
