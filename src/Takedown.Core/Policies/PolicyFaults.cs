using Takedown.Contracts;
using Takedown.Contracts.Json;
using Takedown.Core.Accounts;
using Takedown.Core.Routing;

namespace Takedown.Core.Policies;

/// <summary>Validates an SLA policy before it is stored.</summary>
public static class PolicyFaults
{
    private const int MaxSelectors = 100;
    private const int MaxSteps = 10;
    private const int MaxRank = 1_000_000;

    /// <summary>What may follow from a counter-notice.</summary>
    internal static readonly string[] CounterKinds =
        ["wait", "restore-at-once", "after-event", "complaint", "by-court", "none"];

    /// <summary>Returns all faults; an empty list means that the policy can be used.</summary>
    public static IReadOnlyList<Fault> Check(SlaPolicy policy, Func<string, bool> calendarExists)
    {
        var faults = new FaultList();
        faults.Code(policy.Code, "/code");
        faults.Text(policy.Name, "/name", 300);
        Selectors(faults, policy);
        if (policy.Rank is < 0 or > MaxRank) faults.Add("/rank", FaultCodes.OutOfRange);
        if (string.IsNullOrWhiteSpace(policy.Calendar)) faults.Add("/calendar", FaultCodes.Required);
        else if (!calendarExists(policy.Calendar)) faults.Add("/calendar", FaultCodes.UnknownCalendar);

        Deadlines(faults, policy.Deadlines);
        ActByTier(faults, policy.ActByTier);
        Reminders(faults, policy.Reminders);
        faults.OneOf(policy.OnBreach, "/onBreach", "escalate", "record");
        CounterNotice(faults, policy.CounterNotice);
        Strikes(faults, policy.Strikes);
        faults.Source(policy.Source, "/source");
        return faults.All;
    }

    private static void Selectors(FaultList faults, SlaPolicy policy)
    {
        if (!faults.Present(policy.Selectors, "/selectors")) return;
        var s = policy.Selectors;
        Words(faults, s.Regimes, "/selectors/regimes");
        Words(faults, s.ServiceTypes, "/selectors/serviceTypes");
        Words(faults, s.WorkTypes, "/selectors/workTypes");
        if (faults.Bounded(s.Countries, "/selectors/countries", Countries.All.Count))
            for (var i = 0; i < s.Countries.Count; i++)
                if (!Countries.IsCode(s.Countries[i])) faults.Add($"/selectors/countries/{i}", FaultCodes.Unknown);
        if (faults.Bounded(s.Tiers, "/selectors/tiers", MaxSelectors))
            for (var i = 0; i < s.Tiers.Count; i++)
                if (!Enum.IsDefined(s.Tiers[i])) faults.Add($"/selectors/tiers/{i}", FaultCodes.Unknown);

        // Every notice falls back to it: if it were narrowed, some notices would have no deadline.
        var narrowed =
            s.Regimes.Count + s.ServiceTypes.Count + s.WorkTypes.Count + s.Tiers.Count + s.Countries.Count > 0;
        if (policy.Code == PolicySet.DefaultCode && narrowed) faults.Add("/selectors", FaultCodes.NotAllowed);
    }

    private static void Words(FaultList faults, IReadOnlyList<string>? words, string pointer)
    {
        if (!faults.Bounded(words, pointer, MaxSelectors)) return;
        for (var i = 0; i < words.Count; i++) faults.Text(words[i], $"{pointer}/{i}", 64);
    }

    private static void Deadlines(FaultList faults, PolicyDeadlines? deadlines)
    {
        if (!faults.Present(deadlines, "/deadlines")) return;
        if (deadlines.Acknowledge is not null) faults.Check(deadlines.Acknowledge, "/deadlines/acknowledge");
        if (deadlines.Assess is not null) faults.Check(deadlines.Assess, "/deadlines/assess");
        faults.Check(deadlines.Act, "/deadlines/act");
        faults.Check(deadlines.AnswerInformation, "/deadlines/answerInformation");
        faults.Check(deadlines.AccountAction, "/deadlines/accountAction");
        if (deadlines.Offer is not null) faults.Check(deadlines.Offer, "/deadlines/offer");
        if (deadlines.Restore is not null) faults.Check(deadlines.Restore, "/deadlines/restore");
        if (deadlines.Dispute is not null) faults.Check(deadlines.Dispute, "/deadlines/dispute");
        if (deadlines.Review is not null) faults.Check(deadlines.Review, "/deadlines/review");
        if (deadlines.Extension is not null) faults.Check(deadlines.Extension, "/deadlines/extension");
        if (deadlines.Mediation is not null) faults.Check(deadlines.Mediation, "/deadlines/mediation");
    }

    private static void ActByTier(FaultList faults, IReadOnlyDictionary<string, TimeLimit>? limits)
    {
        if (limits is null) return;
        if (limits.Count > MaxSteps)
        {
            faults.Add("/actByTier", FaultCodes.ListTooLong);
            return;
        }
        foreach (var (tier, limit) in limits)
        {
            var pointer = $"/actByTier/{FaultList.Escaped(tier)}";
            if (Kebab.TryParse<Tier>(tier, out _)) faults.Check(limit, pointer);
            else faults.Add(pointer, FaultCodes.Unknown);
        }
    }

    private static void Reminders(FaultList faults, IReadOnlyList<double>? reminders)
    {
        if (!faults.Bounded(reminders, "/reminders", MaxSteps)) return;
        for (var i = 0; i < reminders.Count; i++)
        {
            if (reminders[i] is not (> 0 and < 1)) faults.Add($"/reminders/{i}", FaultCodes.OutOfRange);
            else if (i > 0 && reminders[i] <= reminders[i - 1]) faults.Add($"/reminders/{i}", FaultCodes.NotRising);
        }
    }

    private static void CounterNotice(FaultList faults, CounterNoticeRule? rule)
    {
        if (!faults.Present(rule, "/counterNotice")) return;
        faults.OneOf(rule.Kind, "/counterNotice/kind", CounterKinds);
        if (rule.Window is not null || rule.Kind is "wait" or "complaint")
            faults.Check(rule.Window, "/counterNotice/window");
        if (rule is { Window: not null, Kind: "none" or "restore-at-once" })
            faults.Add("/counterNotice/window", FaultCodes.NotAllowed);
        if (rule.Latest is not null)
        {
            faults.Check(rule.Latest, "/counterNotice/latest");
            if (rule.Window is null) faults.Add("/counterNotice/latest", FaultCodes.NotAllowed);
            else if (Limits.Length(rule.Latest) < Limits.Length(rule.Window))
                faults.Add("/counterNotice/latest", FaultCodes.OutOfRange);
        }
        faults.Source(rule.Source, "/counterNotice/source");
    }

    private static void Strikes(FaultList faults, StrikeLadder? ladder)
    {
        if (!faults.Present(ladder, "/strikes")) return;
        faults.Span(ladder.Window, "/strikes/window");
        if (ladder.GraveStrikes is < 2 or > 100) faults.Add("/strikes/graveStrikes", FaultCodes.OutOfRange);
        else if (ladder.GraveStrikes is not null && ladder.GraveModes is not { Count: > 0 })
            faults.Add("/strikes/graveStrikes", FaultCodes.NotAllowed);
        if (ladder.Blacklist is { } blacklist)
        {
            if (blacklist.Closures is < 0 or > BlacklistRules.MaxClosures)
                faults.Add("/strikes/blacklist/closures", FaultCodes.OutOfRange);
            if (blacklist.For <= TimeSpan.Zero || blacklist.For > BlacklistRules.Longest)
                faults.Add("/strikes/blacklist/for", FaultCodes.OutOfRange);
        }
        if (ladder.GraveModes is not null) Words(faults, ladder.GraveModes, "/strikes/graveModes");
        if (!faults.Bounded(ladder.Steps, "/strikes/steps", MaxSteps)) return;
        StrikeStep? former = null;
        for (var i = 0; i < ladder.Steps.Count; i++)
        {
            var pointer = $"/strikes/steps/{i}";
            if (!faults.Present(ladder.Steps[i], pointer)) continue;
            var (strikes, measure) = (ladder.Steps[i].Strikes, ladder.Steps[i].Measure);
            if (strikes is < 1 or > 1000) faults.Add($"{pointer}/strikes", FaultCodes.OutOfRange);
            else if (strikes <= former?.Strikes) faults.Add($"{pointer}/strikes", FaultCodes.NotRising);
            if (measure is < Measure.AccountWarned or > Measure.AccountClosed)
                faults.Add($"{pointer}/measure", FaultCodes.NotAllowed);
            else if (measure <= former?.Measure) faults.Add($"{pointer}/measure", FaultCodes.NotRising);
            former = ladder.Steps[i];
        }
    }
}
