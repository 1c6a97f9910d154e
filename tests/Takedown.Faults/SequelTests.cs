using Takedown.Contracts;
using Takedown.Faults.Engines;
using Takedown.Faults.Guarantees;
using Takedown.Faults.Journals;
using Xunit.Abstractions;

namespace Takedown.Faults;

/// <summary>Stories of several notices: nothing lost, nothing doubled, no clock lost.</summary>
[Collection(OneRun.Name)]
public sealed class SequelTests(ServiceRun run, ITestOutputHelper output)
{
    private static readonly Dictionary<string, Func<Observations, IEnumerable<string>>> All = new()
    {
        ["what was accepted is there once and reaches its platform once"] = SequelLineage.AreThereOnce,
        ["each act that was acknowledged is done once"] = SequelLineage.AreDoneOnce,
        ["a notice is replaced once, and each names the other"] = SequelLineage.AreReplacedOnce,
        ["a deficient notice is completed in time or lapses"] = SequelLineage.AreCompletedOrLapse,
        ["an item for two platforms is one notice each"] = SequelLineage.AreOneForEach,
        ["a re-upload is linked and raised"] = SequelTargets.AreLinkedAndRaised,
        ["a re-upload is counted once on both sides"] = SequelTargets.AreCountedOnce,
        ["one answer settles each notice that waited once"] = SequelTargets.AreSettledOnce,
        ["each figure of a score has its notices"] = SequelScores.HaveTheirNotices,
        ["the notices behind a score are those of the timelines"] = SequelScores.MatchTimelines,
        ["each appeal against a score is decided and told once"] = SequelScores.AreAppealedOnce,
        ["each step against a sender is taken and told once"] = SequelScores.AreTakenOnce,
        ["the strike of an upheld appeal is voided once"] = SequelScores.AreVoidedOnce,
        ["no timeline has an illegal transition"] = SequelClocks.AreLegal,
        ["nothing is overdue without a breach"] = SequelClocks.NoneIsOverdue,
        ["each breach is escalated once"] = SequelClocks.AreEscalatedOnce,
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

    private static readonly Dictionary<string, (string Guarantee, Func<SequelRecord, SequelRecord> Tamper)> Wrongs =
        new(SequelTampering.OfLineage.Concat(SequelTampering.OfScores));

    public static TheoryData<string> Falsified => [.. Wrongs.Keys];

    [FaultTheory]
    [MemberData(nameof(Falsified))]
    public void The_check_sees_when(string wrong)
    {
        var (guarantee, tamper) = Wrongs[wrong];
        var t = run.Observations;
        var before = All[guarantee](t).ToHashSet();
        Assert.Contains(All[guarantee](t with { Sequels = tamper(t.Sequels!) }), fault => !before.Contains(fault));
    }

    /// <summary>A run proves nothing about what did not occur; and each guarantee was shown a falsification.</summary>
    [FaultFact]
    public void Every_story_was_told_and_every_guarantee_is_tried()
    {
        var q = run.Observations.Sequels!;
        Assert.Superset(
            new HashSet<string>(SequelLineage.Types)
            {
                "supersedes", "withdrawn", "found-deficient", "completion-lapsed", "deadline-breached", "escalated",
            },
            q.Timelines.Values.SelectMany(line => line).Select(e => e.Type).ToHashSet());
        Assert.Equal(All.Keys.Order(), Wrongs.Values.Select(w => w.Guarantee).Distinct().Order());
        Assert.NotEmpty(q.Pairs);
        Assert.NotEmpty(q.Recalls);
        Assert.NotEmpty(q.Reuploads);
        Assert.NotEmpty(q.Duplicates);
        Assert.Contains(q.Settled, s => s.Result.Status is ResponseStatus.Applied);
        Assert.Contains(q.Appeals, a => a.Outcome is AppealOutcome.Upheld);
        Assert.Contains(q.Appeals, a => a.Outcome is AppealOutcome.Dismissed);
        Assert.Contains(q.Accounts, a => a is { Outcome: AppealOutcome.Upheld, Withdrawn: true });
        Assert.Contains(q.Accounts, a => a.Outcome is AppealOutcome.Dismissed);
        Assert.Contains(StandingChangeKind.Lifted, q.Steps);
    }
}
