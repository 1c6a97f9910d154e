using System.Reflection;
using Takedown.Contracts;
using Takedown.Core.Packs;
using Takedown.Core.Policies;
using Takedown.Core.Regimes;

namespace Takedown.Core.Tests.Regimes;

/// <summary>
/// The tables of the laws, cell by cell, against the regimes of the pack. The 2005 办法 have a column and no regime: an
/// operator can write one.
/// </summary>
public sealed class RegimeCellsTests
{
    /// <summary>
    /// Fields of a notice. R required, P required by us, C conditional, D a duty without an element, – not named. A
    /// data message is in writing (电子签名法 4), so that no element asks for it.
    /// </summary>
    private const string Notices =
        """
        field       | cn-copyright | cn-civil | cn-ecommerce | 2005 | us-dmca | eu-dsa
        name        | R            | R        | R            | R    | C       | R
        contact     | R            | –        | –            | R    | R       | R
        address     | R            | –        | –            | R    | C       | –
        title       | R            | –        | –            | –    | R       | –
        location    | R            | P        | R            | R    | R       | R
        ownership   | C            | C        | R            | R    | –       | –
        evidence    | R            | R        | R            | R    | –       | R
        truth       | D            | –        | R            | R    | R       | R
        good-faith  | –            | –        | –            | –    | R       | R
        perjury     | –            | –        | –            | –    | R       | –
        signature   | –            | –        | –            | –    | R       | –
        in-writing  | D            | –        | D            | D    | D       | D
        """;

    /// <summary>What a counter-notice leads to, with the source mark of the window.</summary>
    private const string CounterNotices =
        """
        regime           | kind      | window | cap | latest | mark | starts | stops | restore | renotice
        cn-copyright     | wait      | 15 d   | 20 | – | P | claimant-arrival | complaint suit | in-time | barred
        cn-civil         | wait      | 15 d   | 20 | – | P | claimant-arrival | complaint suit | in-time | open
        cn-ecommerce     | wait      | 15 d   | 20 | – | L | claimant-arrival | complaint suit | in-time | open
        us-dmca          | wait      | 10     | – | 14 | S | provider-receipt | suit | in-time | open
        eu-dsa           | complaint | 184 d  | – | – | S | decision | decision | reverse-if-wrong | open
        order            | by-court  | –      | – | – | P | none | court-order | – | open
        authority-notice | by-court  | –      | – | – | P | none | decision court-order | – | open
        it-live          | complaint | 5 d    | – | – | P | decision | decision | reverse-if-wrong | open
        kr-copyright     | wait      | 7 d    | – | 14 d | B | provider-receipt | suit | in-time | open
        in-copyright     | by-court  | 21 d   | – | – | S | notice-receipt | court-order | may | may-be-ignored
        jp-idp           | none      | –      | – | – | P | none | – | – | open
        """;

    private static readonly Dictionary<string, string[]> Elements = new()
    {
        ["name"] = ["/rightsHolder/name"],
        ["contact"] = ["rights-holder-contact", "rights-holder-email"],
        ["address"] = ["/rightsHolder/address"],
        ["title"] = ["/work/title"],
        ["location"] = ["location"],
        ["ownership"] = ["ownership-proof"],
        ["evidence"] = ["evidence", "/explanation"],
        ["truth"] = ["statement:truth"],
        ["good-faith"] = ["statement:good-faith"],
        ["perjury"] = ["statement:authority-under-perjury"],
        ["signature"] = ["/signature"],
        ["in-writing"] = [],
    };

    private static readonly RegimeSet Set = new(DefaultPack.Regimes);

    public static TheoryData<string, string, string> NoticeCells => Cells(Notices);

    public static TheoryData<string, string, string> CounterNoticeCells => Cells(CounterNotices);

    [Theory]
    [MemberData(nameof(NoticeCells))]
    public void A_notice_needs(string field, string code, string cell)
    {
        if (code == "2005") return;
        var regime = Set.ByCode[code];
        Assert.Equal(cell is "R" or "P", regime.Required.Intersect(Elements[field]).Any());
        if (cell == "P") Assert.Contains($"{field} is ours (P)", regime.Source.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_column_is_a_list_of_elements_that_a_regime_can_require()
    {
        var required = NoticeCells.Where(c => c is [_, "2005", "R"]).Select(c => Elements[(string)c[0]][0]).ToList();
        Assert.Equal(7, required.Count);
        Assert.Empty(Faults(Set.ByCode["cn-civil"] with { Code = "cn-administrative", Required = required }));
    }

    [Theory]
    [MemberData(nameof(CounterNoticeCells))]
    public void A_counter_notice_leads_to(string code, string column, string cell)
    {
        var rule = Set.ByCode[code].CounterNotice;
        Assert.Equal(cell, column switch
        {
            "kind" => rule.Kind,
            "window" => Text(rule.Window),
            "cap" => Text(rule.Cap),
            "latest" => Text(rule.Latest),
            "mark" => (rule.Sources?.GetValueOrDefault("window") ?? rule.Source).Mark,
            "starts" => rule.Starts,
            "stops" => rule.Stops.Count == 0 ? "–" : string.Join(' ', rule.Stops),
            "restore" => rule.Restore ?? "–",
            _ => rule.Renotice,
        });
    }

    [Fact]
    public void Both_tables_have_every_regime_or_say_why_not()
    {
        Assert.Equal(
            DefaultPack.Regimes.Select(r => r.Code), CounterNoticeCells.Select(c => (string)c[0]).Distinct());
        Assert.Equal(12 * 6, NoticeCells.Count);
        Assert.Equal(11 * 9, CounterNoticeCells.Count);
    }

    [Theory]
    [InlineData("条例 17 to the letter", "restore-at-once", "provider-receipt", "at-once", "barred")]
    [InlineData("2005 办法 7", "restore-at-once", "provider-receipt", "may", "open")]
    public void What_the_pack_did_not_choose_can_be_written(
        string why, string kind, string starts, string restore, string renotice)
    {
        var regime = Set.ByCode["cn-copyright"];
        Assert.Empty(Faults(regime with
        {
            CounterNotice = regime.CounterNotice with
            {
                Kind = kind, Starts = starts, Restore = restore, Renotice = renotice, Window = null, Cap = null,
                Source = new() { Mark = "L", Text = why },
            },
        }));
    }

    /// <summary>What decides is the policy of the notice: a window that only a regime names would never run.</summary>
    [Theory]
    [InlineData("cn-copyright", "CN", "DEFAULT")]
    [InlineData("cn-civil", "CN", "DEFAULT")]
    [InlineData("cn-ecommerce", "CN", "CN-ECOM-REGIME")]
    [InlineData("us-dmca", "US", "US-DMCA")]
    [InlineData("eu-dsa", "DE", "EU-DSA")]
    [InlineData("it-live", "IT", "IT-LIVE")]
    [InlineData("kr-copyright", "KR", "KR-COPY")]
    [InlineData("in-copyright", "IN", "IN-COPY")]
    public void The_window_of_a_regime_is_that_of_a_policy(string code, string country, string expected)
    {
        var rule = Set.ByCode[code].CounterNotice;
        var policy = new PolicySet(DefaultPack.Policies).Choose(
            new(code, "hosting", code is "it-live" ? "live-event" : null, Tier.Ordinary, country));
        Assert.Equal(expected, policy.Code);
        Assert.Equal(
            (rule.Kind, rule.Window, rule.Latest),
            (policy.CounterNotice.Kind, policy.CounterNotice.Window, policy.CounterNotice.Latest));
    }

    [Fact]
    public void Every_window_is_among_them() => Assert.Equal(
        typeof(RegimeCellsTests).GetMethod(nameof(The_window_of_a_regime_is_that_of_a_policy))!
            .GetCustomAttributesData().Where(a => a.AttributeType == typeof(InlineDataAttribute))
            .Select(a => ((IReadOnlyList<CustomAttributeTypedArgument>)a.ConstructorArguments[0].Value!)[0].Value),
        DefaultPack.Regimes.Where(r => r.CounterNotice.Window is not null).Select(r => r.Code));

    /// <summary>Repeat infringers: only the law of Korea gives a number. The ladder is the policies'.</summary>
    [Theory]
    [InlineData("KR-COPY", 3, Measure.AccountSuspended, "three warnings")]
    [InlineData("KR-OSP", 3, Measure.AccountSuspended, "three warnings")]
    [InlineData("EU-DSA", 1, Measure.AccountWarned, "DSA 23: a prior warning")]
    [InlineData("US-DMCA", 4, Measure.AccountClosed, "512(i): termination")]
    [InlineData("CN-DISK", 2, Measure.AccountLimited, "法释〔2012〕20号 9: measures, no number")]
    public void A_repeat_infringer_meets(string policy, int strikes, Measure measure, string why) => Assert.True(
        DefaultPack.Policies.Single(p => p.Code == policy).Strikes.Steps
            .Contains(new() { Strikes = strikes, Measure = measure }), why);

    [Fact]
    public void Only_the_dsa_is_limited_to_platforms_that_are_not_small() => Assert.Equal(
        ["eu-dsa"],
        DefaultPack.Regimes.Where(r => r.Flags?.Contains("online-platform-not-small") is true).Select(r => r.Code));

    private static IReadOnlyList<Fault> Faults(Regime regime) => RegimeFaults.Check(regime, Set, _ => true);

    private static TheoryData<string, string, string> Cells(string table)
    {
        var rows = table.Split('\n').Select(l => l.Split('|', StringSplitOptions.TrimEntries)).ToList();
        var data = new TheoryData<string, string, string>();
        foreach (var row in rows.Skip(1))
        {
            for (var i = 1; i < row.Length; i++) data.Add(row[0], rows[0][i], row[i]);
        }
        return data;
    }

    private static string Text(TimeLimit? limit) => limit switch
    {
        null => "–",
        { Unit: LimitUnit.Working } => $"{limit.Days}",
        _ => $"{limit.Duration!.Value.TotalDays} d",
    };
}
