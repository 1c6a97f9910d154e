using System.Reflection;
using System.Text;
using Takedown.Contracts;
using Takedown.Contracts.Json;
using Takedown.Core.Calendars;
using Takedown.Core.Packs;
using Takedown.Core.Policies;
using Takedown.Core.Regimes;
using Takedown.Core.Routing;

namespace Takedown.Core.Tests.Packs;

public sealed class DefaultPackTests
{
    private const string Cn = "cn-copyright";
    private static readonly PolicySet Set = new(DefaultPack.Policies);

    // The table "SLA policies" of Packs/README.md, row by row: acknowledge, act, counter rule, source mark of act, and
    // the selectors.
    [Theory]
    [InlineData("CN-DISK", "PT2H", "PT24H", "wait P15D", "S", Cn, "cloud-disk", "film-tv", "ordinary", "CN")]
    [InlineData("CN-WEBLIT", "PT2H", "PT24H", "wait P15D", "S", Cn, "forum", "web-literature", "ordinary", "CN")]
    [InlineData("CN-PREWARN", "PT1H", "PT6H", "wait P15D", "P", Cn, "hosting", "film-tv", "urgent", "CN")]
    [InlineData("CN-LIVE", "PT5M", "PT30M", "after-event", "P", Cn, "hosting", "sports-event", "ordinary", "CN")]
    [InlineData("CN-LIVE-ROOM", "PT5M", "PT30M", "after-event", "P", Cn, "live-platform", null, "ordinary", "CN")]
    [InlineData("CN-CINEMA", "PT1H", "PT6H", "wait P15D", "P", Cn, "hosting", "film-in-release", "ordinary", "CN")]
    [InlineData("CN-SHORT", "PT4H", "PT24H", "wait P15D", "P", Cn, "short-video", "film-tv", "ordinary", "CN")]
    [InlineData("CN-SHORT", "PT4H", "PT12H", "wait P15D", "P", Cn, "short-video", "music", "green", "CN")]
    [InlineData("CN-SHORT-WORK", "PT4H", "PT24H", "wait P15D", "P", Cn, "hosting", "short-video", "ordinary", "CN")]
    [InlineData("CN-MUSIC", "PT4H", "PT24H", "wait P15D", "P", Cn, "hosting", "music", "ordinary", "CN")]
    [InlineData("CN-NEWS", "PT4H", "PT24H", "wait P15D", "P", Cn, null, "news", "ordinary", "CN")]
    [InlineData("CN-LINK", "PT4H", "PT24H", "restore-at-once", "P", Cn, "search", null, "ordinary", "CN")]
    [InlineData("CN-ECOM", "PT8H", "PT48H", "wait P15D", "P", "cn-ecommerce", "marketplace", "art", "ordinary", "CN")]
    [InlineData("CN-ECOM-REGIME", "PT8H", "PT48H", "wait P15D", "P", "cn-ecommerce", "social", "art", "ordinary", "CN")]
    [InlineData(
        "CN-CRED", "PT4H", "PT24H", "wait P15D", "P", "cn-ecommerce", "marketplace", "access-credentials", "ordinary",
        "CN")]
    [InlineData("CN-APP", "PT8H", "3", "wait P15D", "P", Cn, "app-store", "software", "ordinary", "CN")]
    [InlineData("CN-NFT", "PT4H", "PT24H", "wait P15D", "P", Cn, "nft-platform", "art", "ordinary", "CN")]
    [InlineData("CN-SCRIPT", "PT8H", "PT48H", "wait P15D", "P", Cn, "hosting", "script-game", "ordinary", "CN")]
    [InlineData("CN-ADS", "PT8H", "PT24H", "none", "P", Cn, "ad-network", null, "ordinary", "CN")]
    [InlineData("CN-EDU", "PT8H", "PT48H", "wait P15D", "P", Cn, "hosting", "audiobook", "ordinary", "CN")]
    [InlineData("CN-ACCESS", "PT2H", "PT24H", "none", "P", "order", "access-provider", null, "order", "CN")]
    [InlineData("CN-ORDER", "PT30M", "PT48H", "by-court", "P", "order", "hosting", "music", "order", "CN")]
    [InlineData("ORDER-TIER", "PT30M", "PT48H", "by-court", "P", Cn, "cloud-disk", "music", "order", "CN")]
    [InlineData("CN-INFO", "1", "3", "none", "P", "cn-information-request", "hosting", null, "ordinary", "CN")]
    [InlineData("US-DMCA", "PT24H", "PT48H", "wait 10", "P", "us-dmca", "hosting", "music", "ordinary", "US")]
    [InlineData("US-DMCA", "PT24H", "PT48H", "wait 10", "P", "us-dmca", "cloud-disk", "sports-event", "urgent", "CN")]
    [InlineData("EU-DSA", "PT4H", "PT72H", "complaint P184D", "P", "eu-dsa", "hosting", "music", "ordinary", "DE")]
    [InlineData("EU-TF", "PT1H", "PT24H", "complaint P184D", "P", "eu-dsa", "hosting", "music", "green", "DE")]
    [InlineData("EU-ORDER", "PT1H", "PT24H", "none", "S", "order", "hosting", "music", "order", "FR")]
    [InlineData(
        "IT-LIVE", "PT5M", "PT30M", "complaint P5D", "S", "order", "access-provider", "sports-event", "order", "IT")]
    [InlineData(
        "IT-LIVE", "PT5M", "PT30M", "complaint P5D", "S", "it-live", "access-provider", "live-event", "order", "IT")]
    [InlineData("JP-IDP", null, "P7D", "none", "s", "us-dmca", "social", "music", "ordinary", "JP")]
    [InlineData("KR-OSP", null, "P5D", "none", "S", "us-dmca", "social", "music", "ordinary", "KR")]
    [InlineData("KR-COPY", "PT4H", "PT24H", "wait P7D", "P", "kr-copyright", "social", "music", "ordinary", "KR")]
    [InlineData("KR-COPY", "PT4H", "PT24H", "wait P7D", "P", "kr-copyright", "hosting", null, "green", "BR")]
    [InlineData("IN-COPY", null, "PT36H", "by-court P21D", "S", "us-dmca", "social", "music", "ordinary", "IN")]
    [InlineData("IN-GOV", null, "PT3H", "none", "S", "order", "social", "music", "order", "IN")]
    [InlineData("DEFAULT", "PT8H", "PT48H", "wait P15D", "P", Cn, "hosting", "film-tv", "ordinary", "CN")]
    [InlineData("DEFAULT", "PT8H", "PT48H", "wait P15D", "P", "unknown", null, null, "urgent", "BR")]
    public void The_table_stands(
        string code, string? acknowledge, string act, string counter, string mark, string regime, string? service,
        string? work, string tier, string country)
    {
        Assert.True(Kebab.TryParse<Tier>(tier, out var t));
        var policy = Set.Choose(new PolicyQuery(regime, service, work, t, country));
        Assert.Equal(code, policy.Code);
        Assert.Equal(acknowledge, Text(policy.Deadlines.Acknowledge));
        Assert.Equal(act, Text(PolicySet.ActLimit(policy, t)));
        Assert.Equal(counter, $"{policy.CounterNotice.Kind} {Text(policy.CounterNotice.Window)}".TrimEnd());
        Assert.Equal(mark, policy.Source.Mark);
    }

    [Fact]
    public void No_row_is_missing_from_the_table_above()
    {
        var rows = typeof(DefaultPackTests).GetMethod(nameof(The_table_stands))!.GetCustomAttributesData()
            .Where(a => a.AttributeType == typeof(InlineDataAttribute))
            .Select(a => (IReadOnlyList<CustomAttributeTypedArgument>)a.ConstructorArguments[0].Value!)
            .Select(values => (string)values[0].Value!);
        Assert.Equal(
            DefaultPack.Policies.Select(p => p.Code).Order(StringComparer.Ordinal),
            rows.Distinct().Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Nothing_in_the_pack_has_a_fault()
    {
        Assert.Empty(DefaultPack.Calendars.SelectMany(CalendarFaults.Check));
        Assert.Empty(DefaultPack.Policies.SelectMany(p =>
            PolicyFaults.Check(p, c => DefaultPack.Calendars.Any(k => k.Code == c)).Select(f => $"{p.Code} {f}")));
        Assert.Equal(["CN", "US-FEDERAL", "WEEKDAYS"], DefaultPack.Calendars.Select(c => c.Code));
    }

    [Fact]
    public void Every_policy_is_at_version_1_with_our_reminders_and_ladder() => Assert.All(DefaultPack.Policies, p =>
    {
        Assert.Equal(1, p.Version);
        Assert.Equal([0.5, 0.8], p.Reminders);
        Assert.Equal("escalate", p.OnBreach);
        Assert.Equal(3, p.Deadlines.AnswerInformation.Days);
        Assert.Equal(3, p.Deadlines.AccountAction.Days);
        Assert.Equal(TimeSpan.FromDays(180), p.Strikes.Window);
        Assert.Equal(
            [
                (1, Measure.AccountWarned),
                (2, Measure.AccountLimited),
                (3, Measure.AccountSuspended),
                (4, Measure.AccountClosed),
            ],
            p.Strikes.Steps.Select(s => (s.Strikes, s.Measure)));
        Assert.EndsWith("ours (P)", p.Source.Text, StringComparison.Ordinal);
    });

    [Fact]
    public void Numbers_that_no_law_gives_say_so()
    {
        Assert.Equal("L", DefaultPack.Policies.Single(p => p.Code == "CN-ECOM").CounterNotice.Source.Mark);
        Assert.Equal("P", DefaultPack.Policies.Single(p => p.Code == "DEFAULT").CounterNotice.Source.Mark);
        Assert.Equal(14, DefaultPack.Policies.Single(p => p.Code == "US-DMCA").CounterNotice.Latest!.Days);
        Assert.Equal("B", DefaultPack.Policies.Single(p => p.Code == "KR-COPY").CounterNotice.Source.Mark);
        Assert.Equal(
            TimeSpan.FromDays(184), DefaultPack.Policies.Single(p => p.Code == "EU-DSA").Deadlines.Dispute!.Duration);
        Assert.Equal(
            ["CN-DISK", "CN-WEBLIT", "EU-ORDER", "IN-COPY", "IN-GOV", "IT-LIVE", "JP-IDP", "KR-OSP"],
            DefaultPack.Policies.Where(p => p.Source.Mark != "P").Select(p => p.Code).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData(
        "cn-copyright", "copyright",
        "/rightsHolder/name rights-holder-contact /rightsHolder/address /work/title location evidence")]
    [InlineData("cn-ecommerce", "copyright", "/rightsHolder/name location ownership-proof evidence statement:truth")]
    [InlineData("us-dmca", "copyright", "rights-holder-contact /work/title location statement:truth "
        + "statement:good-faith statement:authority-under-perjury /signature")]
    [InlineData(
        "eu-dsa", "copyright",
        "/rightsHolder/name rights-holder-email location /explanation statement:truth statement:good-faith")]
    [InlineData(
        "order", "copyright", "/order/no /order/legalBasis /order/officer /order/documentSha256 location")]
    [InlineData(
        "authority-notice", "copyright",
        "/order/no /order/legalBasis /order/officer /order/documentSha256 location")]
    public void A_regime_requires_what_its_law_requires_and_no_more(string code, string function, string required)
    {
        var regime = DefaultPack.Regimes.Single(r => r.Code == code);
        Assert.Equal(required.Split(' '), regime.Required);
        Assert.Equal(function, regime.Function);
    }

    [Theory]
    [InlineData("CN", "cn-copyright")]
    [InlineData("US", "us-dmca")]
    [InlineData("DE", "eu-dsa")]
    [InlineData("IE", "eu-dsa")]
    [InlineData("EU", "eu-dsa")]
    [InlineData("GB", null)]
    [InlineData("HK", null)]
    [InlineData("", null)]
    public void A_country_has_the_regime_that_holds_there(string country, string? regime) =>
        Assert.Equal(regime, new RegimeSet(DefaultPack.Regimes).ByCountry.GetValueOrDefault(country));

    [Fact]
    public void Regimes_name_functions_that_exist()
    {
        string[] functions =
        [
            "copyright", "cyberspace", "telecom", "police", "culture-enforcement", "market", "ip-office", "industry-it",
            "procuratorate", "court", "customs", "tax", "postal", "association",
        ];
        Assert.Equal(functions, DefaultPack.Functions.Select(f => f.Code));
        Assert.Empty(DefaultPack.Regimes.Select(r => r.Function).Except(functions));
        Assert.Empty(DefaultPack.Regimes.SelectMany(r => r.FunctionByIpType?.Values ?? []).Except(functions));
    }

    [Fact]
    public void Words_that_the_pack_and_the_program_use_are_in_the_vocabularies()
    {
        IEnumerable<string> Words(string axis) =>
            DefaultPack.Vocabularies.Single(v => v.Axis == axis).Words.Select(w => w.Word);
        Assert.Empty(DefaultPack.Policies.SelectMany(p => p.Selectors.WorkTypes).Except(Words("work-type")));
        Assert.Empty(DefaultPack.Policies.SelectMany(p => p.Selectors.ServiceTypes).Except(Words("service-type")));
        Assert.Empty(
            DefaultPack.Regimes.SelectMany(r => r.FunctionByIpType?.Keys ?? []).Except(Words("ip-type")));
        Assert.Empty(DefaultPack.Regimes.SelectMany(r => r.RequiredByIpType?.Keys ?? []).Except(Words("ip-type")));
        Assert.Empty(DefaultPack.Regimes.SelectMany(r => r.RequiredByMode?.Keys ?? []).Except(Words("mode")));
        Assert.Empty(Kebab.All<Measure>().Except(Words("measure")));
        Assert.Equal(
            ["work-type", "mode", "target-type", "service-type", "ip-type", "goods-type", "attribute", "measure"],
            DefaultPack.Vocabularies.Select(v => v.Axis));
        Assert.All(DefaultPack.Vocabularies, v =>
        {
            Assert.Equal(v.Words.Count, v.Words.DistinctBy(w => w.Word).Count());
            Assert.Equal(v.Words.Count, v.Words.DistinctBy(w => w.Zh).Count());
            Assert.All(v.Words, w => Assert.True(w.Word.Length is > 0 and <= 60 && w.En.Length > 0));
        });
    }

    [Fact]
    public void Selectors_name_regimes_and_members_that_exist()
    {
        string[] reserved = ["cn-information-request"];
        Assert.Equal(11, DefaultPack.Regimes.Count);
        Assert.Empty(DefaultPack.Policies.SelectMany(p => p.Selectors.Regimes).Distinct()
            .Except(DefaultPack.Regimes.Select(r => r.Code)).Except(reserved));
        Assert.Equal(
            Countries.EuMembers.Order(StringComparer.Ordinal),
            DefaultPack.Policies.Single(p => p.Code == "EU-ORDER").Selectors.Countries.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Chinese_years_have_the_days_off_that_the_state_council_gave()
    {
        var cn = new CompiledCalendar(DefaultPack.Calendars[0]);
        int Off(int year) =>
            Enumerable.Range(0, 365).Select(new DateOnly(year, 1, 1).AddDays).Count(d => !cn.IsWorkingDay(d));
        // 52 weekends of two days and, since 2025, thirteen statutory holidays; 调休 moves days off and adds none.
        Assert.Equal(104 + 13, Off(2025));
        Assert.Equal(104 + 13, Off(2026));
    }

    [Fact]
    public void A_federal_year_has_eleven_holidays_and_none_on_a_weekend()
    {
        var days = DefaultPack.Calendars[1].Holidays;
        Assert.All(days, d => Assert.False(d.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday, $"{d}"));
        Assert.Equal([11, 11, 12], days.GroupBy(d => d.Year).Select(g => g.Count()));
    }

    private static string? Text(TimeLimit? limit) => limit switch
    {
        null => null,
        { Unit: LimitUnit.Working } => $"{limit.Days}",
        _ => Iso(limit.Duration!.Value),
    };

    // XmlConvert writes PT24H as P1D; the table uses the wording of the law.
    private static string Iso(TimeSpan t)
    {
        if (t.TotalDays >= 5) return $"P{t.TotalDays}D";
        var text = new StringBuilder("PT");
        if (t.TotalHours >= 1) text.Append((int)t.TotalHours).Append('H');
        if (t.Minutes > 0) text.Append(t.Minutes).Append('M');
        return text.ToString();
    }
}
