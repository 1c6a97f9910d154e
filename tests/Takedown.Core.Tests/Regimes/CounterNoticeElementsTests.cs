using Takedown.Contracts;
using Takedown.Core.Packs;
using Takedown.Core.Regimes;

namespace Takedown.Core.Tests.Regimes;

/// <summary>Each regime holds a counter-notice to its own list: all of it, and nothing of another's.</summary>
public sealed class CounterNoticeElementsTests
{
    private static readonly CounterNoticeContent Complete = new()
    {
        Accused = new() { Name = "王芳", Phone = "+86 10", Address = "Street 1" },
        HasLocation = true,
        Evidence = [new() { Kind = "contract" }],
        Explanation = "It is licensed.",
        Statements = ["not-infringing", "mistake", "perjury", "accuracy"],
        ConsentToJurisdiction = true,
        Signature = "/s/ Wang",
    };

    private static readonly Dictionary<string, CounterNoticeContent> Lacking = new()
    {
        ["/accused/name"] = Complete with { Accused = new() { Name = " ", Email = "a@b.example", Address = "x" } },
        ["/accused/contact"] = Complete with { Accused = new() { Name = "王芳", Address = "x" } },
        ["/accused/address"] = Complete with { Accused = new() { Name = "王芳", Contact = "WeChat", Address = "" } },
        ["location"] = Complete with { HasLocation = false },
        ["evidence"] = Complete with { Evidence = [null] },
        ["/explanation"] = Complete with { Explanation = "" },
        ["statement:good-faith"] = Complete with { Statements = [null, "under-perjury", "truth"] },
        ["statement:under-perjury"] = Complete with { Statements = ["good-faith", "not-infringing", "truth"] },
        ["statement:not-infringing"] = Complete with { Statements = ["bona-fide", "perjury"] },
        ["/consentToJurisdiction"] = Complete with { ConsentToJurisdiction = false },
        ["/signature"] = Complete with { Signature = null },
    };

    [Theory]
    [InlineData("cn-copyright", "/accused/name /accused/contact /accused/address location evidence", "条例 16")]
    [InlineData("cn-civil", "/accused/name evidence", "民法典 1196")]
    [InlineData("cn-ecommerce", "evidence", "电子商务法 43")]
    [InlineData("us-dmca", "/accused/name /accused/contact /accused/address location statement:good-faith "
        + "statement:under-perjury /consentToJurisdiction /signature", "512(g)(3)")]
    [InlineData("eu-dsa", "/explanation", "DSA 20")]
    [InlineData("order", "", "with its issuer")]
    [InlineData("authority-notice", "", "with its issuer")]
    [InlineData("it-live", "/explanation", "a complaint")]
    [InlineData("kr-copyright", "/accused/name /accused/contact location evidence", "the decree")]
    [InlineData("in-copyright", "", "no counter-notice")]
    [InlineData("jp-idp", "", "no counter-notice")]
    public void A_regime_requires(string code, string required, string why)
    {
        var regime = Of(code);
        var elements = required.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        Assert.True(elements.SequenceEqual(regime.CounterNotice.Required), why);
        Assert.Empty(CounterNoticeElements.Missing(regime, Complete));
        Assert.Equal(elements, CounterNoticeElements.Missing(regime, new()));
    }

    public static TheoryData<string, string> Cells
    {
        get
        {
            var data = new TheoryData<string, string>();
            foreach (var regime in DefaultPack.Regimes)
                foreach (var element in Lacking.Keys) data.Add(regime.Code, element);
            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Cells))]
    public void What_is_left_out_is_missing_only_where_it_is_required(string code, string element)
    {
        var regime = Of(code);
        Assert.Equal(
            regime.CounterNotice.Required.Contains(element) ? [element] : [],
            CounterNoticeElements.Missing(regime, Lacking[element]));
    }

    [Theory]
    [InlineData("/accused/name", true)]
    [InlineData("statement:not-infringing", true)]
    [InlineData("statement:under-perjury", true)]
    [InlineData("statement:perjury", false)]
    [InlineData("statement:", false)]
    [InlineData("/rightsHolder/name", false)]
    [InlineData(null, false)]
    public void An_element_that_nothing_could_meet_is_none(string? element, bool isKnown) =>
        Assert.Equal(isKnown, CounterNoticeElements.IsKnown(element));

    private static Regime Of(string code) => DefaultPack.Regimes.Single(r => r.Code == code);
}
