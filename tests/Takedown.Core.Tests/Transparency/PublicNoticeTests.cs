using Takedown.Contracts;
using Takedown.Core.Transparency;

namespace Takedown.Core.Tests.Transparency;

public sealed class PublicNoticeTests
{
    /// <summary>By its letters alone it would be a part of half the words there are.</summary>
    [Theory]
    [InlineData("kz", "xkzy", "xkzy")]
    [InlineData("kz", "x kz y", "x *** y")]
    [InlineData("k.-z", "xk.-zy", "x***y")]
    [InlineData("k.-z", "x k z y", "x *** y")]
    [InlineData("k.-z", "xk zy", "xk zy")]
    public void A_short_value_is_blanked_as_a_word_or_with_its_signs(string account, string title, string shown) =>
        Assert.Equal(shown, Published.Of(Published.Content with
        {
            Work = new() { Title = title },
            Target = new() { Account = new() { Id = account } },
        }).WorkTitle);

    [Fact]
    public void What_was_claimed_where_and_what_came_of_it_is_public()
    {
        var notice = Published.Of();
        Assert.Equal("晴天 七里香 精选", notice.WorkTitle);
        Assert.Equal(("music.example", "https://music.example/song/1"), (notice.Host, notice.Target));
        Assert.Equal((NoticeState.Removed, Measure.Removed, SlaStatus.Met), (notice.State, notice.Measure, notice.Sla));
        Assert.Equal("Rights Ltd", notice.Claimant?.Name);
        Assert.Equal(["delivered", "action-taken"], notice.History.Select(h => h.Type));
        Assert.Equal("copyright", notice.IpType);
        Assert.Equal(["rightsHolder"], notice.Redactions);
    }

    [Theory]
    [InlineData(null, false, "a claimant may be a person")]
    [InlineData("person", false, "the rights holder is a person")]
    [InlineData("company", true, "the rights holder is a company of that name")]
    [InlineData("association", true, "the rights holder is an association of that name")]
    public void A_claimant_is_named_where_it_is_no_natural_person(string? kind, bool named, string reason)
    {
        var notice = Published.Of(
            Published.Content with { RightsHolder = new() { Name = "Rights Ltd", Kind = kind } });
        Assert.True(named == notice.Claimant is not null, reason);
        Assert.Equal(!named, notice.Redactions.Contains("claimant"));
        Assert.Equal(named, Terms.Asked("rights ltd").All(notice.Terms.Contains));
    }

    [Fact]
    public void An_agent_is_named_and_the_person_for_whom_it_acts_is_not()
    {
        var notice = Published.Of(
            Published.Content with
            {
                RightsHolder = new() { Name = "周杰伦" },
                Work = new() { Title = "周杰伦 七里香" },
            },
            Published.Notice with { ClaimantIsBody = true });
        Assert.Equal(("Rights Ltd", "*** 七里香"), (notice.Claimant?.Name, notice.WorkTitle));
        // An agent that bears the name of an account is not named either.
        Assert.Null(Published.Of(
            notice: Published.Notice with { ClaimantIsBody = true, Account = new() { Id = "rights ltd" } }).Claimant);
    }

    [Theory]
    [InlineData("https://music.example/u/zhangsan/1", "zhangsan", "https://music.example/u/***/1")]
    [InlineData("https://music.example/u/%E5%BC%A0%E4%B8%89?x=1", "张三", "https://music.example/u/***?x=1")]
    [InlineData("https://zhangsan.blog.example/1", "zhangsan", "https://***.blog.example/1")]
    [InlineData("https://xn--e1t.blog.example/1", "张", "https://***.blog.example/1")]
    [InlineData("https://music.example/1984", "19", "https://music.example/1984")]
    [InlineData("https://music.example/u/19/2", "19", "https://music.example/u/***/2")]
    public void An_account_in_a_URL_is_blanked(string url, string account, string shown) =>
        Assert.Equal(shown, Published.Of(
            notice: Published.Notice with { Target = url, Account = new() { Id = account } }).Target);

    [Theory]
    [InlineData("call 13800138000 now", "call *** now")]
    [InlineData("call +86 138-0013-8000", "call ***")]
    [InlineData("write to zhang.san@mail.example.cn", "write to ***")]
    [InlineData("Ｍａｉｌ：ａ＠ｂ．ｃｎ", "Ｍａｉｌ：***")]
    [InlineData("11010519491231002X 号", "*** 号")]
    [InlineData("No. 110105209913310021", "No. 110105209913310021")]
    [InlineData("2024 1000000 plays", "2024 1000000 plays")]
    public void What_looks_like_a_contact_is_blanked_whoever_it_belongs_to(string title, string shown) =>
        Assert.Equal(shown, Published.Of(Published.Content with { Work = new() { Title = title } }).WorkTitle);

    [Fact]
    public void What_people_decided_about_one_notice_is_added()
    {
        var notice = Published.Of(profile: new()
        {
            Delay = TimeSpan.FromDays(1),
            Retention = TimeSpan.FromDays(10),
            Withheld = ["registrationNo", "target", "claimant"],
            WorkTitle = "七里香",
            Statements = [new(Published.At, "platform", "reply", "Write to a@b.example")],
        });
        Assert.Equal(("七里香", null, null, null, "music.example"),
            (notice.WorkTitle, notice.RegistrationNo, notice.Target, notice.Claimant?.Name, notice.Host));
        Assert.Equal("Write to ***", notice.Statements[0].Text);
        Assert.Equal(Published.At.AddMinutes(1).AddDays(1), notice.PublishAt);
        Assert.Equal(notice.PublishAt.AddDays(10), notice.ExpireAt);
        Assert.Equal(["claimant", "registrationNo", "rightsHolder", "statements", "target"], notice.Redactions);
        Assert.DoesNotContain("2020", notice.Terms);
    }

    [Fact]
    public void A_hidden_notice_leaves_its_version_and_its_ground_only()
    {
        var hidden = HiddenNotice.Of(Published.Notice, new() { HiddenFor = "court-order" });
        Assert.Equal((4, "court-order"), (hidden.Version, hidden.Ground));
        Assert.Throws<ArgumentException>(() => HiddenNotice.Of(Published.Notice, new()));
    }

    [Theory]
    [InlineData(3, 1, true, "a newer version")]
    [InlineData(4, 1, false, "the same")]
    [InlineData(4, 0, true, "the same version in an older schema")]
    [InlineData(5, 0, false, "an older version than what is stored, whatever the schema")]
    public void An_entry_replaces_older_ones(long version, int schema, bool replaces, string reason) =>
        Assert.True(replaces == Published.Of().Replaces(version, schema), reason);

    [Fact]
    public void A_target_without_a_URL_has_no_host()
    {
        var notice = Published.Of(notice: Published.Notice with { Target = "nft:ethereum:0x1:2" });
        Assert.Equal((null, null), (notice.Host, notice.Target));
        Assert.Equal("https://music.example/a", Published.Of(
            notice: Published.Notice with { Target = "https://music.example/a\n00:12:30" }).Target);
    }
}
