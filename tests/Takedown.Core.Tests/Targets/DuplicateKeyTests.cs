using FsCheck;
using FsCheck.Fluent;
using Takedown.Contracts;
using Takedown.Core.Targets;

namespace Takedown.Core.Tests.Targets;

public sealed class DuplicateKeyTests
{
    private static readonly Guid Claimant = new("0196a000-0000-7000-8000-000000000001");
    private static readonly Guid Platform = new("0196a000-0000-7000-8000-000000000002");

    [Fact]
    public void The_key_is_stored_so_it_may_never_change() => Assert.Equal(
        "E4D8B94712DA2A7E317BD6F31A54E0A6",
        Convert.ToHexString(DuplicateKey.Of(Claimant, Platform, "https://video.example/a", "TITLE\nMUSIC\n")));

    [Fact]
    public void Every_part_counts_and_none_runs_into_the_next()
    {
        byte[][] keys =
        [
            DuplicateKey.Of(Claimant, Platform, "ab", "c"),
            DuplicateKey.Of(Platform, Claimant, "ab", "c"),
            DuplicateKey.Of(Claimant, Claimant, "ab", "c"),
            DuplicateKey.Of(Claimant, Platform, "a", "bc"),
            DuplicateKey.Of(Claimant, Platform, "abc", ""),
            DuplicateKey.Of(Claimant, Platform, "", "abc"),
            DuplicateKey.Of(Claimant, Platform, "AB", "c"),
        ];
        Assert.Equal(keys.Length, keys.Select(Convert.ToHexString).Distinct().Count());
        Assert.All(keys, k => Assert.Equal(DuplicateKey.Length, k.Length));
    }

    [Fact]
    public void The_keys_of_all_claimants_about_a_target_lie_side_by_side()
    {
        var key = DuplicateKey.Of(Claimant, Platform, "https://video.example/a", "one");
        var other = DuplicateKey.Of(Platform, Platform, "https://video.example/a", "other");
        Assert.Equal(DuplicateKey.TargetOf(key), DuplicateKey.TargetOf(other));
        Assert.NotEqual(key[DuplicateKey.TargetLength..], other[DuplicateKey.TargetLength..]);
        foreach (var elsewhere in new[]
        {
            DuplicateKey.Of(Claimant, Platform, "https://video.example/b", "one"),
            DuplicateKey.Of(Claimant, Claimant, "https://video.example/a", "one"),
        })
        {
            Assert.NotEqual(DuplicateKey.TargetOf(key), DuplicateKey.TargetOf(elsewhere));
        }
        var both = DuplicateKey.WithLast(key);
        Assert.Equal(key, both[..DuplicateKey.Length]);
        Assert.True(both.AsSpan(DuplicateKey.Length).SequenceCompareTo(other) > 0);
        Assert.Equal(DuplicateKey.TargetOf(key), DuplicateKey.TargetOf(both.AsSpan(DuplicateKey.Length)));
    }

    [Fact]
    public void Text_of_any_length_has_a_key()
    {
        var key = DuplicateKey.Of(Claimant, Platform, new string('剧', 100_000), new string('\ud800', 10_000));
        Assert.Equal(DuplicateKey.Length, key.Length);
        Assert.Equal(100_002, DuplicateKey.WorkIdentity(new Work { Title = new string('x', 100_000) }).Length);
    }

    [Theory]
    [InlineData("The  Song", " the\tsong\u3000", true, "white space and case")]
    [InlineData("ＡＢＣ（１）", "abc(1)", true, "width")]
    [InlineData("Ёлка", "ёлка", true, "case beyond ASCII")]
    [InlineData("Café", "Cafe\u0301", true, "composed or not")]
    [InlineData("Hiếu", "Hie\u0302\u0301u", true, "two marks")]
    [InlineData("Şarkı", "S\u0327arkı", true, "a cedilla")]
    [InlineData("がんばれ", "か\u3099んば\u308C", true, "a voiced sound mark")]
    [InlineData("한국", "\u1112\u1161\u11AB\u1100\u116E\u11A8", true, "Hangul in its parts")]
    [InlineData("ｶﾞﾝ", "ガン", true, "half-width katakana")]
    [InlineData("Ⓢⓞⓝⓖ №５", "song no5", true, "compatible characters")]
    [InlineData("ﬁlm ①", "FILM 1", true, "a ligature")]
    [InlineData("So\u00ADn\u200Bg\uFEFF", "Song", true, "invisible characters")]
    [InlineData("流浪\u200D地球\u2060", "流浪地球", true, "invisible characters between ideographs")]
    [InlineData("The\u00A0Song\u2003", "the song", true, "other white space")]
    [InlineData("Straße", "STRASSE", true, "full case folding")]
    [InlineData("流浪地球：下（１）", "流浪地球:下(1)", true, "full-width punctuation")]
    [InlineData("Cafe", "Café", false, "an accent")]
    [InlineData("か", "が", false, "a voiced sound")]
    [InlineData("The Song", "TheSong", false, "a space between words")]
    [InlineData("流浪地球", "流浪地球2", false, "a sequel")]
    [InlineData("", " ", true, "nothing")]
    public void Titles_typed_differently_are_one_work(string one, string other, bool same, string reason) =>
        Assert.True(same == (Title(one) == Title(other)), reason);

    [Fact]
    public void Type_and_registration_tell_works_apart()
    {
        string[] identities =
        [
            DuplicateKey.WorkIdentity(new Work { Title = "x", Type = "music" }),
            DuplicateKey.WorkIdentity(new Work { Title = "x", Type = "film-tv" }),
            DuplicateKey.WorkIdentity(new Work { Title = "x", RegistrationNo = "music" }),
            DuplicateKey.WorkIdentity(new Work { Title = "x\nmusic" }),
            DuplicateKey.WorkIdentity(new Work { Title = "x" }),
            DuplicateKey.WorkIdentity(null),
        ];
        Assert.Equal(identities.Length, identities.Distinct(StringComparer.Ordinal).Count());
        Assert.Equal("", DuplicateKey.WorkIdentity(new Work()));
    }

    [Fact]
    public void Folding_folded_text_changes_nothing() => Prop.ForAll<string>(title =>
    {
        var once = Title(title ?? "");
        return once.Length == 0 || Title(once.Split('\n')[0]) == once;
    }).QuickCheckThrowOnFailure();

    private static string Title(string title) => DuplicateKey.WorkIdentity(new Work { Title = title });
}
