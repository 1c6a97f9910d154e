using Takedown.Faults.Engines;
using Takedown.Faults.Guarantees;
using Takedown.Faults.Journals;
using Xunit.Abstractions;

namespace Takedown.Faults;

/// <summary>What comes after an answer: nothing lost, nothing doubled, no clock lost.</summary>
[Collection(OneRun.Name)]
public sealed class AftermathTests(ServiceRun run, ITestOutputHelper output)
{
    private static readonly Dictionary<string, Func<Observations, IEnumerable<string>>> All = new()
    {
        ["each act that was acknowledged is done once"] = QuarrelActs.AreDoneOnce,
        ["each counter-notice is filed once and reaches the claimant"] = QuarrelActs.CounterNoticesAreFiledOnce,
        ["a recall has one result for each notice"] = QuarrelActs.RecallsAreWhole,
        ["a shared target reaches the platform when it is confirmed"] = QuarrelActs.ReachThePlatformOnceConfirmed,
        ["own removals are recorded once"] = QuarrelActs.OwnRemovalsAreListedOnce,
        ["no timeline has an illegal transition"] = QuarrelClocks.AreLegal,
        ["windows end in their time"] = QuarrelClocks.WindowsEnd,
        ["nothing is overdue without a breach"] = QuarrelClocks.NoneIsOverdue,
        ["each breach and each final refusal is escalated once"] = QuarrelClocks.AreEscalatedOnce,
        ["limits are those of the agreement and of the extension"] = QuarrelClocks.LastAsAgreed,
        ["strikes end with their measure"] = QuarrelClocks.StrikesFollowTheMeasure,
    };

    public static TheoryData<string> Guarantees => [.. All.Keys];

    [FaultTheory]
    [MemberData(nameof(Guarantees))]
    public void It_holds_that(string guarantee)
    {
        var faults = All[guarantee](run.Observations).ToList();
        if (faults.Count == 0) return;
        output.WriteLine(run.Journal);
        Assert.Fail($"seed {run.Settings.Seed}: {faults.Count} faults, such as\n{string.Join('\n', faults.Take(10))}");
    }

    private static readonly Dictionary<string, (string Guarantee, Func<QuarrelRecord, QuarrelRecord> Tamper)> Wrongs =
        new(QuarrelTampering.OfActs().Concat(QuarrelTampering.Others));

    public static TheoryData<string> Falsified => [.. Wrongs.Keys];

    [FaultTheory]
    [MemberData(nameof(Falsified))]
    public void The_check_sees_when(string wrong)
    {
        var (guarantee, tamper) = Wrongs[wrong];
        var t = run.Observations;
        var before = All[guarantee](t).ToHashSet();
        Assert.Contains(
            All[guarantee](t with { Quarrels = tamper(t.Quarrels!) }), fault => !before.Contains(fault));
    }

    /// <summary>A run proves nothing about what did not occur; and each guarantee was shown a falsification.</summary>
    [FaultFact]
    public void Every_act_occurred_and_every_guarantee_is_tried()
    {
        var q = run.Observations.Quarrels!;
        Assert.Superset(
            new HashSet<string>(QuarrelActs.Types) { "restore-due", "deadline-breached", "escalated" },
            q.Timelines.Values.SelectMany(line => line).Select(e => e.Type).ToHashSet());
        Assert.Equal(All.Keys.Order(), Wrongs.Values.Select(w => w.Guarantee).Distinct().Order());
        Assert.NotEmpty(q.Recalls);
        Assert.NotEmpty(q.Recorded);
    }
}
