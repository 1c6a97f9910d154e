using Takedown.Core.Transparency;

namespace Takedown.Core.Tests.Transparency;

public sealed class TermsTests
{
    [Theory]
    [InlineData("七里香", "七里 里香")]
    [InlineData("晴天 七里香 精选", "晴天 七里 里香 精选")]
    [InlineData("香", "香")]
    [InlineData("香 2004", "香 2004")]
    [InlineData("周杰伦Jay七里香MV", "周杰 杰伦 jay 七里 里香 mv")]
    [InlineData("ＪＡＹ　Chou’s", "jay chou s")]
    [InlineData("music.example.com", "music example com")]
    [InlineData("国作登字-2020-A-00001", "国作 作登 登字 2020 a 00001")]
    [InlineData("𠮷野家 𠮷", "𠮷野 野家 𠮷")]
    [InlineData("がくぶち フレーム", "がくぶち フレーム")]
    [InlineData("Ünïcode é", "ünïcode é")]
    [InlineData(".* $where {\"$ne\": 1} (a|b)", "where ne 1 a b")]
    [InlineData("  ***  —— ", "")]
    [InlineData(null, "")]
    public void A_text_is_cut_into_words_and_pairs(string? text, string terms) =>
        Assert.Equal(terms.Split(' ', StringSplitOptions.RemoveEmptyEntries), Terms.Of(text));

    [Theory]
    [InlineData("七里香", true)]
    [InlineData("晴天", true)]
    [InlineData("精选 晴天", true)]
    [InlineData("七里 音乐", true)]
    [InlineData("MUSIC.example", true)]
    [InlineData("rights", true)]
    [InlineData("登字 00001", true)]
    [InlineData("里香七", false)]
    [InlineData("香精", false)]
    [InlineData("七里香 夜曲", false)]
    [InlineData("musi", false)]
    public void A_query_finds_what_has_all_its_terms(string query, bool found) =>
        Assert.Equal(found, Terms.Asked(query).All(Published.Of().Terms.Contains));

    [Fact]
    public void A_notice_has_at_most_32_terms_of_which_its_title_keeps_half()
    {
        var title = string.Join(' ', Enumerable.Range(0, 100).Select(i => $"w{i}"));
        var notice = Published.Of(Published.Content with
        {
            Work = new()
            {
                Title = title,
                RegistrationNo = string.Join('-', Enumerable.Range(0, 100).Select(i => $"r{i}")),
            },
        });
        Assert.Equal(32, notice.Terms.Count);
        Assert.Equal(32, notice.Terms.Distinct().Count());
        Assert.Contains("w15", notice.Terms);
        Assert.True(Terms.Asked(title).All(notice.Terms.Contains), "the whole title finds it");
        Assert.Equal(16, Terms.Asked(title).Count);
        Assert.Equal(32, Terms.Of(title).Count);
    }

    [Fact]
    public void A_name_whose_parts_stand_apart_is_not_found_either()
    {
        var content = Published.Content with
        {
            Work = new() { Title = "周杰 与 杰伦" },
            Target = new() { Account = new() { Id = "1", Name = "周杰伦" } },
        };
        Assert.Equal("周杰 与 杰伦", Published.Of(content).WorkTitle);
        Assert.False(Terms.Asked("周杰伦").All(Published.Of(content).Terms.Contains));
    }

    [Fact]
    public void A_word_longer_than_any_word_is_left_out() =>
        Assert.Equal(["b"], Terms.Of($"{new string('a', 65)} b"));
}
