using Takedown.Contracts;
using Takedown.Core.Policies;

namespace Takedown.Core.Regimes;

/// <summary>Validates the rule of a regime for counter-notices.</summary>
internal static class CounterNoticeFaults
{
    private const string At = "/counterNotice";

    private static readonly string[] Starts =
        ["claimant-arrival", "provider-receipt", "decision", "notice-receipt", "none"];

    private static readonly string[] Stops = ["complaint", "suit", "decision", "court-order"];

    private static readonly string[] Fields =
        ["required", "window", "starts", "stops", "cap", "latest", "restore", "renotice"];

    public static void Check(FaultList faults, RegimeCounterNotice? rule)
    {
        if (!faults.Present(rule, At)) return;
        faults.OneOf(rule.Kind, $"{At}/kind", PolicyFaults.CounterKinds);
        RegimeFaults.Elements(faults, rule.Required, $"{At}/required", CounterNoticeElements.IsKnown);
        Window(faults, rule);
        faults.OneOf(rule.Starts, $"{At}/starts", Starts);
        if (rule is { Window: not null, Starts: "none" }) faults.Add($"{At}/starts", FaultCodes.NotAllowed);
        faults.Words(rule.Stops, $"{At}/stops", Stops);
        if (rule.Restore is not null || rule.Kind is not ("none" or "by-court"))
            faults.OneOf(rule.Restore, $"{At}/restore", "at-once", "in-time", "reverse-if-wrong", "may");
        faults.OneOf(rule.Renotice, $"{At}/renotice", "open", "barred", "may-be-ignored");
        faults.Source(rule.Source, $"{At}/source");
        faults.Sources(rule.Sources, $"{At}/sources", Fields);
    }

    private static void Window(FaultList faults, RegimeCounterNotice rule)
    {
        if (rule.Window is not null || rule.Kind is "wait" or "complaint") faults.Check(rule.Window, $"{At}/window");
        if (rule is { Window: not null, Kind: "none" or "restore-at-once" })
            faults.Add($"{At}/window", FaultCodes.NotAllowed);
        Beyond(rule.Cap, $"{At}/cap");
        Beyond(rule.Latest, $"{At}/latest");

        // A longer limit of the same window.
        void Beyond(TimeLimit? limit, string pointer)
        {
            if (limit is null) return;
            faults.Check(limit, pointer);
            if (rule.Window is null) faults.Add(pointer, FaultCodes.NotAllowed);
            else if (Limits.Length(limit) < Limits.Length(rule.Window)) faults.Add(pointer, FaultCodes.OutOfRange);
        }
    }
}
