using Takedown.Core.Headings;

namespace Takedown.Core.Tests.Headings;

/// <summary>What people write above their columns.</summary>
public sealed class HeadingTableTests
{
    public static IEnumerable<object[]> All => HeadingTable.Columns.SelectMany(c =>
        c.Zh.Concat(c.En).Concat(c.Fallback ?? []).Append(c.Column).Distinct()
            .Select(h => new object[] { c.Column, h }));

    [Theory]
    [MemberData(nameof(All))]
    public void Every_heading_names_its_column_and_no_other(string column, string heading)
    {
        foreach (var written in new[]
        {
            heading, heading.ToUpperInvariant(), $" {heading}\u00A0", $"*{heading}：", $"{heading}（必填）",
            string.Concat(heading.Select(c => c is > ' ' and <= '~' ? (char)(c + 0xFEE0) : c)),
        })
        {
            Assert.Equal([column], HeadingTable.Find([written]));
        }
    }

    [Theory]
    [InlineData("found")]
    [InlineData("发现时间")]
    [InlineData("备注")]
    [InlineData("平台")]
    [InlineData("地址")]
    [InlineData("")]
    [InlineData("（必填）")]
    [InlineData("(")]
    [InlineData(")(")]
    public void Other_headings_name_none(string heading) => Assert.Equal([null], HeadingTable.Find([heading]));

    [Fact]
    public void A_likely_heading_yields_to_a_certain_one() => Assert.Equal(
        [null, "clientRef", "work.title", null, "target.url"],
        HeadingTable.Find(["序号", "编号", "作品名称", "标题", "链接"]));

    [Fact]
    public void Of_two_likely_headings_the_first_counts() =>
        Assert.Equal(["target.url", null], HeadingTable.Find(["链接", "网址"]));

    [Theory]
    [InlineData("wrok.title", "work.title")]
    [InlineData("作品名秤", "作品名称")]
    [InlineData("evidence.sha265", "evidence.sha256")]
    [InlineData("Infringng URL", "Infringing URL")]
    [InlineData("found", null)]
    [InlineData("x", null)]
    [InlineData("", null)]
    public void An_unknown_heading_has_a_nearest_one_or_none(string heading, string? nearest) =>
        Assert.Equal(nearest, HeadingTable.Nearest(heading));

    [Fact]
    public void The_headings_of_a_template_are_all_different() => Assert.All(
        new[] { HeadingTable.Columns.Select(c => c.Zh[0]), HeadingTable.Columns.Select(c => c.En[0]) },
        headings => Assert.Equal(HeadingTable.Columns.Count, headings.Distinct(StringComparer.Ordinal).Count()));
}
