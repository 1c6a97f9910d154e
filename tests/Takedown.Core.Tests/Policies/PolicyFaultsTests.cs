using Takedown.Contracts;
using Takedown.Core.Packs;
using Takedown.Core.Policies;

namespace Takedown.Core.Tests.Policies;

public sealed class PolicyFaultsTests
{
    private static readonly SlaPolicy Good = DefaultPack.Policies.Single(p => p.Code == "US-DMCA");
    private static readonly TimeLimit Day = Running(TimeSpan.FromDays(1));
    private static readonly List<string> Many = [.. Enumerable.Repeat("x", 101)];

    public static TheoryData<string, SlaPolicy, string, string> Faulty => new()
    {
        { "no code", Good with { Code = "" }, "/code", "field.required" },
        { "a code with a slash", Good with { Code = "A/B" }, "/code", "value.bad-format" },
        { "no name", Good with { Name = " " }, "/name", "field.required" },
        { "a long name", Good with { Name = new string('x', 301) }, "/name", "value.too-long" },
        { "null selectors", Good with { Selectors = null! }, "/selectors", "field.required" },
        {
            "a null word", Good with { Selectors = new() { WorkTypes = ["x", null!] } }, "/selectors/workTypes/1",
            "field.required"
        },
        {
            "a long word", Good with { Selectors = new() { ServiceTypes = [new string('x', 65)] } },
            "/selectors/serviceTypes/0", "value.too-long"
        },
        { "many words", Good with { Selectors = new() { Regimes = Many } }, "/selectors/regimes", "list.too-long" },
        {
            "many countries", Good with { Selectors = new() { Countries = [.. Enumerable.Repeat("CN", 250)] } },
            "/selectors/countries", "list.too-long"
        },
        {
            "no such country", Good with { Selectors = new() { Countries = ["UK"] } }, "/selectors/countries/0",
            "value.unknown"
        },
        {
            "a region for a country", Good with { Selectors = new() { Countries = ["CN", "EU"] } },
            "/selectors/countries/1", "value.unknown"
        },
        {
            "no such tier", Good with { Selectors = new() { Tiers = [(Tier)9] } }, "/selectors/tiers/0",
            "value.unknown"
        },
        { "a narrowed default", Good with { Code = "DEFAULT" }, "/selectors", "value.not-allowed" },
        { "a negative rank", Good with { Rank = -1 }, "/rank", "value.out-of-range" },
        { "a rank above all", Good with { Rank = int.MaxValue }, "/rank", "value.out-of-range" },
        { "no calendar", Good with { Calendar = null! }, "/calendar", "field.required" },
        { "no such calendar", Good with { Calendar = "MARS" }, "/calendar", "calendar.unknown" },
        { "null deadlines", Good with { Deadlines = null! }, "/deadlines", "field.required" },
        {
            "an extension without a length",
            Good with { Deadlines = Good.Deadlines with { Extension = new() { Unit = LimitUnit.Working } } },
            "/deadlines/extension/days", "field.required"
        },
        { "no act limit", Act(null!), "/deadlines/act", "field.required" },
        { "an unknown unit", Act(new() { Unit = (LimitUnit)7, Days = 1 }), "/deadlines/act/unit", "value.unknown" },
        {
            "running without a length", Act(new() { Unit = LimitUnit.Running }), "/deadlines/act/duration",
            "field.required"
        },
        { "running zero", Act(Running(TimeSpan.Zero)), "/deadlines/act/duration", "value.out-of-range" },
        { "running backwards", Act(Running(TimeSpan.FromTicks(-1))), "/deadlines/act/duration", "value.out-of-range" },
        {
            "running for ever", Act(Running(TimeSpan.FromDays(3660) + TimeSpan.FromTicks(1))),
            "/deadlines/act/duration", "value.out-of-range"
        },
        { "running days", Act(Day with { Days = 1 }), "/deadlines/act/days", "value.not-allowed" },
        { "working without days", Act(new() { Unit = LimitUnit.Working }), "/deadlines/act/days", "field.required" },
        { "no working days", Act(Working(0)), "/deadlines/act/days", "value.out-of-range" },
        { "working for ever", Act(Working(1001)), "/deadlines/act/days", "value.out-of-range" },
        {
            "working hours", Act(Working(1) with { Duration = TimeSpan.FromHours(1) }), "/deadlines/act/duration",
            "value.not-allowed"
        },
        {
            "a bad acknowledgement", Good with { Deadlines = Good.Deadlines with { Acknowledge = Working(0) } },
            "/deadlines/acknowledge/days", "value.out-of-range"
        },
        {
            "no answer limit", Good with { Deadlines = Good.Deadlines with { AnswerInformation = null! } },
            "/deadlines/answerInformation", "field.required"
        },
        {
            "no account limit", Good with { Deadlines = Good.Deadlines with { AccountAction = null! } },
            "/deadlines/accountAction", "field.required"
        },
        { "a tier that is none", ByTier("a/~b", Day), "/actByTier/a~1~0b", "value.unknown" },
        { "a tier in another case", ByTier("Green", Day), "/actByTier/Green", "value.unknown" },
        { "a null limit", ByTier("green", null!), "/actByTier/green", "field.required" },
        { "a bad limit", ByTier("green", Working(0)), "/actByTier/green/days", "value.out-of-range" },
        {
            "many tiers", Good with { ActByTier = Enumerable.Range(0, 11).ToDictionary(i => $"{i}", _ => Day) },
            "/actByTier", "list.too-long"
        },
        { "a reminder at the start", Good with { Reminders = [0] }, "/reminders/0", "value.out-of-range" },
        { "a reminder at the end", Good with { Reminders = [0.5, 1] }, "/reminders/1", "value.out-of-range" },
        {
            "a reminder that is no number", Good with { Reminders = [double.NaN] }, "/reminders/0",
            "value.out-of-range"
        },
        { "falling reminders", Good with { Reminders = [0.8, 0.5] }, "/reminders/1", "list.not-rising" },
        { "a reminder twice", Good with { Reminders = [0.5, 0.5] }, "/reminders/1", "list.not-rising" },
        { "many reminders", Good with { Reminders = [.. Enumerable.Repeat(0.5, 11)] }, "/reminders", "list.too-long" },
        { "no breach rule", Good with { OnBreach = "" }, "/onBreach", "field.required" },
        { "an unknown breach rule", Good with { OnBreach = "fine" }, "/onBreach", "value.unknown" },
        { "null counter rule", Good with { CounterNotice = null! }, "/counterNotice", "field.required" },
        { "an unknown counter rule", Counter("restore", null, null), "/counterNotice/kind", "value.unknown" },
        { "a null kind", Counter(null!, null, null), "/counterNotice/kind", "field.required" },
        { "waiting for nothing", Counter("wait", null, null), "/counterNotice/window", "field.required" },
        { "a complaint without a time", Counter("complaint", null, null), "/counterNotice/window", "field.required" },
        { "a bad window", Counter("wait", Working(0), null), "/counterNotice/window/days", "value.out-of-range" },
        {
            "a window before restoring at once", Counter("restore-at-once", Day, null), "/counterNotice/window",
            "value.not-allowed"
        },
        { "a window of nothing", Counter("none", Day, null), "/counterNotice/window", "value.not-allowed" },
        { "latest without earliest", Counter("by-court", null, Day), "/counterNotice/latest", "value.not-allowed" },
        {
            "latest before earliest", Counter("wait", Working(10), Working(9)), "/counterNotice/latest",
            "value.out-of-range"
        },
        { "null ladder", Good with { Strikes = null! }, "/strikes", "field.required" },
        {
            "no window", Good with { Strikes = Good.Strikes with { Window = TimeSpan.Zero } }, "/strikes/window",
            "value.out-of-range"
        },
        { "null steps", Ladder(null!), "/strikes/steps", "field.required" },
        { "a null step", Ladder([null!]), "/strikes/steps/0", "field.required" },
        {
            "many steps", Ladder([.. Enumerable.Repeat(Step(1, Measure.AccountWarned), 11)]), "/strikes/steps",
            "list.too-long"
        },
        { "no strikes", Ladder([Step(0, Measure.AccountWarned)]), "/strikes/steps/0/strikes", "value.out-of-range" },
        {
            "too many strikes", Ladder([Step(1001, Measure.AccountWarned)]), "/strikes/steps/0/strikes",
            "value.out-of-range"
        },
        {
            "strikes that do not rise", Ladder([Step(2, Measure.AccountWarned), Step(2, Measure.AccountClosed)]),
            "/strikes/steps/1/strikes", "list.not-rising"
        },
        {
            "measures that do not rise", Ladder([Step(1, Measure.AccountClosed), Step(2, Measure.AccountWarned)]),
            "/strikes/steps/1/measure", "list.not-rising"
        },
        {
            "a measure against content", Ladder([Step(1, Measure.Removed)]), "/strikes/steps/0/measure",
            "value.not-allowed"
        },
        { "no measure at all", Ladder([Step(1, (Measure)99)]), "/strikes/steps/0/measure", "value.not-allowed" },
        { "closures below none", Blacklist(-1, 30), "/strikes/blacklist/closures", "value.out-of-range" },
        { "too many closures", Blacklist(11, 30), "/strikes/blacklist/closures", "value.out-of-range" },
        { "a blacklist for no time", Blacklist(2, 0), "/strikes/blacklist/for", "value.out-of-range" },
        { "a blacklist for ever", Blacklist(2, 1828), "/strikes/blacklist/for", "value.out-of-range" },
        {
            "the blacklist as a step", Ladder([Step(1, Measure.AccountBlacklisted)]), "/strikes/steps/0/measure",
            "value.not-allowed"
        },
        { "no source", Good with { Source = null! }, "/source", "field.required" },
        {
            "a made-up mark", Good with { Source = new SourceMark { Mark = "law", Text = "x" } }, "/source/mark",
            "value.unknown"
        },
    };

    [Theory]
    [MemberData(nameof(Faulty))]
    public void A_fault_is_named_at_its_place(string reason, SlaPolicy policy, string pointer, string code)
    {
        var faults = PolicyFaults.Check(policy, Exists);
        Assert.True(faults.Contains(new Fault(pointer, code)), $"{reason}: {string.Join(", ", faults)}");
    }

    [Fact]
    public void All_faults_are_named_at_once() => Assert.Equal(
        [
            "/code", "/name", "/selectors", "/rank", "/calendar", "/deadlines", "/onBreach", "/counterNotice",
            "/strikes", "/source",
        ],
        PolicyFaults.Check(
            Good with
            {
                Code = null!, Name = null!, Selectors = null!, Rank = -1, Calendar = "", Deadlines = null!,
                OnBreach = "", CounterNotice = null!, Strikes = null!, Source = null!,
            },
            Exists).Select(f => f.Pointer));

    [Fact]
    public void The_bounds_themselves_are_allowed()
    {
        Assert.Empty(PolicyFaults.Check(Act(Running(TimeSpan.FromDays(3660))), Exists));
        Assert.Empty(PolicyFaults.Check(Act(Running(TimeSpan.FromTicks(1))), Exists));
        Assert.Empty(PolicyFaults.Check(Act(Working(1000)), Exists));
        Assert.Empty(PolicyFaults.Check(Ladder([]), Exists));
        Assert.Empty(PolicyFaults.Check(Counter("wait", Working(10), Working(10)), Exists));
        Assert.Empty(
            PolicyFaults.Check(Good with { Reminders = [], ActByTier = null, Rank = 0, OnBreach = "record" }, Exists));
    }

    private static bool Exists(string calendar) => calendar == "US-FEDERAL";

    private static TimeLimit Running(TimeSpan duration) => new() { Unit = LimitUnit.Running, Duration = duration };

    private static TimeLimit Working(int days) => new() { Unit = LimitUnit.Working, Days = days };

    private static StrikeStep Step(int strikes, Measure measure) => new() { Strikes = strikes, Measure = measure };

    private static SlaPolicy Act(TimeLimit limit) => Good with { Deadlines = Good.Deadlines with { Act = limit } };

    private static SlaPolicy ByTier(string tier, TimeLimit limit) =>
        Good with { ActByTier = new Dictionary<string, TimeLimit> { [tier] = limit } };

    private static SlaPolicy Counter(string kind, TimeLimit? window, TimeLimit? latest) =>
        Good with { CounterNotice = new() { Kind = kind, Window = window, Latest = latest, Source = Good.Source } };

    private static SlaPolicy Blacklist(int closures, int days) => Good with
    {
        Strikes = Good.Strikes with { Blacklist = new() { Closures = closures, For = TimeSpan.FromDays(days) } },
    };

    private static SlaPolicy Ladder(IReadOnlyList<StrikeStep> steps) =>
        Good with { Strikes = Good.Strikes with { Steps = steps } };
}
