using FsCheck;
using FsCheck.Fluent;
using Takedown.Contracts;
using Takedown.Core.Transparency;

namespace Takedown.Core.Tests.Transparency;

/// <summary>No value of a personal field of a notice is in its public form, wherever else it stands.</summary>
public sealed class PublicNoticeProperties
{
    private static readonly Gen<string> Han =
        from length in Gen.Choose(2, 4)
        from name in Gen.Elements("张王李赵陈刘杨黄周吴伟芳娜敏静丽强磊军洋".ToCharArray()).ArrayOf(length)
        select new string(name);

    private static readonly Gen<string> Latin =
        from length in Gen.Choose(3, 9)
        from name in Gen.Elements("bcdfghjkqvwxyz0127-_.".ToCharArray()).ArrayOf(length)
        select $"k{new string(name)}z";

    private static readonly Gen<string> Values = Gen.OneOf(
        Han, Latin,
        from name in Latin select $"{name}@mail.test",
        from digits in Gen.Choose(0, 99_999_999) select $"138{digits:D8}",
        from two in Latin.Two() select $"{two.Item1} {two.Item2}",
        Gen.Elements("É\u0301tienne", "ﾀﾛｳ山田", "Ⅷ号君", "🌸🌸", "李 小 龙", "O'Neil", "name+tag"));

    private static readonly Gen<Func<string, string>> Spellings = Gen.Elements<Func<string, string>>(
        v => v, v => v.ToUpperInvariant(), Wide, Uri.EscapeDataString, v => string.Join('\u200b', v.EnumerateRunes()),
        v => $"《{v}》", v => $"x{v}y");

    /// <summary>The personal fields, each of which is given a value.</summary>
    private static readonly Func<NoticeInput, NoticeToPublish, string, (NoticeInput, NoticeToPublish)>[] Fields =
    [
        (c, n, v) => (c with { RightsHolder = new() { Name = v, Kind = "person" } }, n),
        (c, n, v) => (c with { RightsHolder = new() { Name = v } }, n),
        (c, n, v) => (c with { RightsHolder = c.RightsHolder! with { Email = v } }, n),
        (c, n, v) => (c with { RightsHolder = c.RightsHolder! with { Phone = v } }, n),
        (c, n, v) => (c with { RightsHolder = c.RightsHolder! with { Address = v } }, n),
        (c, n, v) => (c with { RightsHolder = c.RightsHolder! with { Contact = v } }, n),
        (c, n, v) => (c with { Signature = v }, n),
        (c, n, v) => (c with { Explanation = v }, n),
        (c, n, v) => (c with { Order = new() { Officer = v } }, n),
        (c, n, v) => (c with { Target = c.Target! with { Account = new() { Id = v } } }, n),
        (c, n, v) => (c with { Target = c.Target! with { Account = new() { Id = "1", Name = v } } }, n),
        (c, n, v) => (c with { Target = c.Target! with { Venue = new() { Address = v } } }, n),
        (c, n, v) => (c, n with { Account = new() { Id = v } }),
        (c, n, v) => (c, n with { Account = new() { Id = "1", Name = v } }),
        (c, n, v) => (c, n with { Reason = new() { Code = "other", Text = v } }),
        (c, n, v) => (c, n with { Supplements = [new() { Text = v }] }),
        (c, n, v) => (c, n with { Supplements = [new() { Signature = v }] }),
        (c, n, v) => (c, n with { ClaimantContacts = [null, v] }),
        (c, n, v) => (c with { RightsHolder = null }, n with { Claimant = n.Claimant with { Name = v } }),
    ];

    /// <summary>The public texts, in each of which the value may stand.</summary>
    private static readonly Func<NoticeInput, NoticeToPublish, string, (NoticeInput, NoticeToPublish)>[] Places =
    [
        (c, n, t) => (c with { Work = c.Work! with { Title = t } }, n),
        (c, n, t) => (c with { Work = c.Work! with { Title = $"晴天 {t} 精选 {t}" } }, n),
        (c, n, t) => (c with { Work = c.Work! with { RegistrationNo = t } }, n),
        (c, n, t) => (c with { Work = c.Work! with { Type = t } }, n),
        (c, n, t) => (c with { IpType = t }, n),
        (c, n, t) => (c, n with { Target = $"https://music.example/{Uri.EscapeDataString(t)}/1" }),
        (c, n, t) => (c, n with { Target = $"https://music.example/u?name={Uri.EscapeDataString(t)}&p=2" }),
        (c, n, t) => (c, n with { Target = $"https://music.example/u#/{t}" }),
        (c, n, t) => (c, n with { Reason = (n.Reason ?? new()) with { Code = t } }),
    ];

    private static string Wide(string text) =>
        string.Concat(text.Select(c => c is > ' ' and <= '~' ? (char)(c + 0xFEE0) : c));

    private static readonly Gen<(string Value, string Text, NoticeInput Content, NoticeToPublish Notice)> Cases =
        from value in Values
        from spell in Spellings
        from field in Gen.Elements(Fields)
        from places in Gen.Elements(Places).NonEmptyListOf()
        let text = spell(value)
        let start = field(Published.Content, Published.Notice, value)
        let all = places.Aggregate(start, (at, place) => place(at.Item1, at.Item2, text))
        select (value, text, all.Item1, all.Item2);

    private static void Holds<T>(Gen<T> cases, Func<T, bool> property) =>
        Prop.ForAll(cases.ToArbitrary(), property).Check(Config.QuickThrowOnFailure.WithMaxTest(3000));

    [Fact]
    public void No_value_of_a_personal_field_is_in_the_public_form() => Holds(Cases, c =>
    {
        var notice = Published.Of(c.Content, c.Notice);
        return Published.Texts(notice).All(text => !Has(text, c.Value) && !Has(text, c.Text)
            && !Has(Uri.UnescapeDataString(text), c.Value));
    });

    [Fact]
    public void A_redacted_name_that_is_searched_for_is_not_found() => Holds(Cases, c =>
    {
        var asked = Terms.Asked(c.Value);
        return asked.Count == 0 || !asked.All(Published.Of(c.Content, c.Notice).Terms.Contains);
    });

    [Fact]
    public void Where_a_value_was_blanked_the_field_is_named() => Holds(Cases, c =>
    {
        var notice = Published.Of(c.Content, c.Notice);
        return (notice.WorkTitle?.Contains("***", StringComparison.Ordinal) is true)
            == notice.Redactions.Contains("workTitle");
    });

    [Fact]
    public void A_text_without_a_personal_value_stays_as_it_is() => Holds(
        from value in Latin
        from title in Gen.Elements("晴天七里香精选风月花雪 aeiou".ToCharArray()).NonEmptyListOf()
        select (value, title: new string([.. title])),
        c => Published.Of(Published.Content with
        {
            Work = new() { Title = c.title },
            Target = new() { Account = new() { Id = c.value } },
        }).WorkTitle == c.title);

    private static bool Has(string text, string value) => text.Contains(value, StringComparison.OrdinalIgnoreCase);
}
