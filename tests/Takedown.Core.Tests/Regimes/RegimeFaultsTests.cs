using Takedown.Contracts;
using Takedown.Core.Packs;
using Takedown.Core.Regimes;

namespace Takedown.Core.Tests.Regimes;

public sealed class RegimeFaultsTests
{
    private static readonly RegimeSet Stored = new(DefaultPack.Regimes);
    private static readonly Regime Good = Stored.ByCode["cn-ecommerce"];
    private static readonly RegimeCounterNotice Rule = Good.CounterNotice;
    private static readonly SourceMark Mark = new() { Mark = "P", Text = "ours" };

    public static TheoryData<string, Regime, string, string> Faulty => new()
    {
        { "no code", Good with { Code = "" }, "/code", "field.required" },
        { "a code in capitals", Good with { Code = "CN" }, "/code", "value.bad-format" },
        { "two codes", Good with { Code = "cn us" }, "/code", "value.bad-format" },
        { "a long code", Good with { Code = new string('x', 41) }, "/code", "value.too-long" },
        { "no name", Good with { Name = " " }, "/name", "field.required" },
        { "no elements", Good with { Required = null! }, "/required", "field.required" },
        { "no location", Good with { Required = ["evidence"] }, "/required", "regime.no-location" },
        { "a null element", Required("location", null!), "/required/1", "field.required" },
        { "no such element", Required("location", "/work/author"), "/required/1", "element.unknown" },
        { "another name of a statement", Required("location", "statement:perjury"), "/required/1", "element.unknown" },
        { "a statement without a name", Required("location", "statement:"), "/required/1", "element.unknown" },
        { "twice the same", Required("location", "location"), "/required/1", "value.duplicate" },
        { "many elements", Required([.. Enumerable.Repeat("location", 51)]), "/required", "list.too-long" },
        {
            "an unknown element by right", Good with { RequiredByIpType = Table("patent", "report") },
            "/requiredByIpType/patent/0", "element.unknown"
        },
        {
            "null by right", Good with { RequiredByIpType = new Dictionary<string, IReadOnlyList<string>>
                { ["patent"] = null! } }, "/requiredByIpType/patent", "field.required"
        },
        {
            "a right that is no word", Good with { RequiredByIpType = Table("Patent/X", "evidence") },
            "/requiredByIpType/Patent~1X", "value.bad-format"
        },
        {
            "an unknown element by mode", Good with { RequiredByMode = Table("reskin", "/accused/name") },
            "/requiredByMode/reskin/0", "element.unknown"
        },
        {
            "many modes", Good with { RequiredByMode = Enumerable.Range(0, 101).ToDictionary(
                i => $"m{i}", _ => (IReadOnlyList<string>)[]) }, "/requiredByMode", "list.too-long"
        },
        { "for platforms", Good with { OnlyKind = OrganisationKind.Platform }, "/onlyKind", "value.not-allowed" },
        { "for others than before", Good with { OnlyKind = OrganisationKind.Regulator }, "/onlyKind", "field.fixed" },
        { "an order for anybody", Stored.ByCode["order"] with { OnlyKind = null }, "/onlyKind", "field.fixed" },
        { "no country", Good with { Countries = ["UK"] }, "/countries/0", "country.unknown" },
        { "a country twice", Good with { Countries = ["JP", "JP"] }, "/countries/1", "value.duplicate" },
        { "another's country", Good with { Countries = ["JP", "US"] }, "/countries/1", "country.taken" },
        { "many countries", Good with { AlsoIn = [.. Enumerable.Repeat("CN", 250)] }, "/alsoIn", "list.too-long" },
        { "also in no country", Good with { AlsoIn = [null!] }, "/alsoIn/0", "country.unknown" },
        { "also where it holds", Good with { Countries = ["JP"], AlsoIn = ["JP"] }, "/alsoIn/0", "value.duplicate" },
        {
            "an order of a country", Stored.ByCode["order"] with { Countries = ["JP"] }, "/countries",
            "value.not-allowed"
        },
        { "an order also in", Stored.ByCode["order"] with { AlsoIn = ["JP"] }, "/alsoIn", "value.not-allowed" },
        { "no function", Good with { Function = "" }, "/function", "field.required" },
        { "no such function", Good with { Function = "copyrights" }, "/function", "function.unknown" },
        {
            "no such function by right",
            Good with { FunctionByIpType = new Dictionary<string, string> { ["patent"] = "patents" } },
            "/functionByIpType/patent", "function.unknown"
        },
        { "no deficiency", Good with { Deficiency = null! }, "/deficiency", "field.required" },
        { "no such effect", Deficiency(Good.Deficiency with { Effect = "x" }), "/deficiency/effect", "value.unknown" },
        { "no cure", Deficiency(Good.Deficiency with { Cure = null! }), "/deficiency/cure", "field.required" },
        {
            "a location that follows", Deficiency(None with { Curable = ["/signature", "location"] }),
            "/deficiency/curable/1", "element.unknown"
        },
        {
            "twice", Deficiency(None with { Curable = ["statement:truth", "statement:truth"] }),
            "/deficiency/curable/1", "value.duplicate"
        },
        {
            "no source of the effect", Deficiency(Good.Deficiency with { Source = null! }), "/deficiency/source",
            "field.required"
        },
        {
            "a source of nothing", Deficiency(Good.Deficiency with { Sources = Sources("effects") }),
            "/deficiency/sources/effects", "value.unknown"
        },
        { "no rule", Good with { CounterNotice = null! }, "/counterNotice", "field.required" },
        { "no such kind", With(Rule with { Kind = "x" }), "/counterNotice/kind", "value.unknown" },
        {
            "a notice's element", With(Rule with { Required = ["/rightsHolder/name"] }), "/counterNotice/required/0",
            "element.unknown"
        },
        { "no list", With(Rule with { Required = null! }), "/counterNotice/required", "field.required" },
        { "to wait without a window", With(Rule with { Window = null }), "/counterNotice/window", "field.required" },
        {
            "at once with a window", With(Rule with { Kind = "restore-at-once" }), "/counterNotice/window",
            "value.not-allowed"
        },
        { "a window from nothing", With(Rule with { Starts = "none" }), "/counterNotice/starts", "value.not-allowed" },
        { "no such start", With(Rule with { Starts = "dawn" }), "/counterNotice/starts", "value.unknown" },
        { "no such stop", With(Rule with { Stops = ["suit", "x"] }), "/counterNotice/stops/1", "value.unknown" },
        { "a stop twice", With(Rule with { Stops = ["suit", "suit"] }), "/counterNotice/stops/1", "value.duplicate" },
        { "a cap below the window", With(Rule with { Cap = Days(10) }), "/counterNotice/cap", "value.out-of-range" },
        {
            "a cap without a window", With(Rule with { Kind = "by-court", Window = null, Starts = "none" }),
            "/counterNotice/cap", "value.not-allowed"
        },
        { "a cap of no days", With(Rule with { Cap = Days(0) }), "/counterNotice/cap/days", "value.out-of-range" },
        {
            "the latest before the first", With(Rule with { Latest = Days(1) }), "/counterNotice/latest",
            "value.out-of-range"
        },
        { "no end of the measure", With(Rule with { Restore = null }), "/counterNotice/restore", "field.required" },
        { "no such end", With(Rule with { Restore = "x" }), "/counterNotice/restore", "value.unknown" },
        { "no such bar", With(Rule with { Renotice = "x" }), "/counterNotice/renotice", "value.unknown" },
        { "no source of the rule", With(Rule with { Source = null! }), "/counterNotice/source", "field.required" },
        {
            "a source without text", With(Rule with
            {
                Sources = new Dictionary<string, SourceMark> { ["cap"] = new() { Mark = "P", Text = "" } },
            }),
            "/counterNotice/sources/cap/text", "field.required"
        },
        { "no such flag", Good with { Flags = ["small"] }, "/flags/0", "value.unknown" },
        { "a mark nobody knows", Good with { Source = Mark with { Mark = "X" } }, "/source/mark", "value.unknown" },
        { "a source of no field", Good with { Sources = Sources("a/b") }, "/sources/a~1b", "value.unknown" },
    };

    [Theory]
    [MemberData(nameof(Faulty))]
    public void A_fault_is_named_at_its_place(string reason, Regime regime, string pointer, string code)
    {
        var faults = Check(regime);
        Assert.True(
            faults.Any(f => (f.Pointer, f.Code) == (pointer, code)), $"{reason}: {string.Join(", ", faults)}");
    }

    [Fact]
    public void An_unknown_word_is_named()
    {
        var faults = Check(Good with
        {
            Required = ["location", "/work/author"], Function = "copyrights", Countries = ["US"],
        });
        Assert.Equal(["/work/author", "US", "copyrights"], faults.Select(f => f.Value));
    }

    [Fact]
    public void The_regimes_of_the_pack_have_none() => Assert.All(DefaultPack.Regimes, regime =>
    {
        Assert.Equal(1, regime.Version);
        Assert.Empty(Check(regime));
    });

    [Fact]
    public void All_faults_are_named_at_once() => Assert.Equal(
        [
            "/code", "/name", "/required", "/function", "/deficiency", "/counterNotice", "/source",
        ],
        Check(Good with
        {
            Code = "", Name = "", Required = null!, Function = "", Deficiency = null!, CounterNotice = null!,
            Source = null!,
        }).Select(f => f.Pointer));

    private static IReadOnlyList<Fault> Check(Regime regime) => RegimeFaults.Check(
        regime, Stored, code => DefaultPack.Functions.Any(f => f.Code == code));

    private static Regime Required(params string[] elements) => Good with { Required = elements };

    private static RegimeDeficiency None => Good.Deficiency with { Effect = "no-effect" };

    private static Regime Deficiency(RegimeDeficiency deficiency) => Good with { Deficiency = deficiency };

    private static Regime With(RegimeCounterNotice rule) => Good with { CounterNotice = rule };

    private static TimeLimit Days(int days) => new() { Unit = LimitUnit.Working, Days = days };

    private static Dictionary<string, SourceMark> Sources(string field) => new() { [field] = Mark };

    private static Dictionary<string, IReadOnlyList<string>> Table(string word, params string[] elements) =>
        new() { [word] = elements };
}
