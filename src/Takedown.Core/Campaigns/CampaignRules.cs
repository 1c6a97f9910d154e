using Takedown.Contracts;
using Takedown.Core.Routing;

namespace Takedown.Core.Campaigns;

/// <summary>What a campaign lies within: the region of its body, and the campaign that it is a part of.</summary>
/// <param name="Region">The region of the body.</param>
/// <param name="Parent">The campaign above; null if there is none.</param>
public sealed record CampaignBounds(string Region, CampaignFrame? Parent = null);

/// <summary>The days and the regions of a campaign.</summary>
public sealed record CampaignFrame(DateOnly From, DateOnly To, IReadOnlyList<string> Regions)
{
    /// <summary>Whether it lies within the days and the regions of another.</summary>
    public bool LiesWithin(CampaignFrame other) => From >= other.From && To <= other.To
        && Regions.All(region => other.Regions.Any(above => Region.IsWithin(region, above)));
}

/// <summary>The rules of a campaign: days, phases, and nesting (H01–H06, H24).</summary>
public static class CampaignRules
{
    private const int MaxYears = 10, MaxPhases = 50, MaxTasks = 100, MaxRegions = 500, MaxTypes = 100;
    private const int MaxTargets = 100, MaxFilings = 20, MaxTitle = 300, MaxTaskTitle = 500, MaxText = 200;

    /// <summary>What may be filed.</summary>
    public static IReadOnlyList<string> FilingKinds { get; } = ["plan", "summary"];

    /// <summary>All faults of a campaign.</summary>
    public static IReadOnlyList<Fault> Check(CampaignInput c, CampaignBounds bounds)
    {
        List<Fault> faults = [];
        if (string.IsNullOrEmpty(c.Code)) Add("/code", FaultCodes.Required);
        else if (c.Code.Length > 60 || !c.Code.All(x => x == '-' || char.IsAsciiLetterOrDigit(x)))
            Add("/code", FaultCodes.BadFormat);
        Name("/title", c.Title, MaxTitle, faults);
        Days("", c.From, c.To, faults);
        if (c.From is { } from && c.To is { } to && to > from.AddYears(MaxYears)) Add("/to", FaultCodes.OutOfRange);
        if (bounds.Parent is { } parent)
        {
            if (c.From < parent.From || c.From > parent.To) Add("/from", "campaign.outside-parent");
            if (c.To > parent.To || c.To < parent.From) Add("/to", "campaign.outside-parent");
        }
        Scope(c.Scope, bounds, faults);
        if (c.Phases?.Count > MaxPhases) Add("/phases", FaultCodes.ListTooLong);
        for (var i = 0; i < Math.Min(c.Phases?.Count ?? 0, MaxPhases); i++) Phase(c, i, faults);
        if (c.Targets?.Count > MaxTargets) Add("/targets", FaultCodes.ListTooLong);
        for (var i = 0; i < Math.Min(c.Targets?.Count ?? 0, MaxTargets); i++)
        {
            if (c.Targets![i]?.Figure is null) Add($"/targets/{i}/figure", FaultCodes.Required);
            if (c.Targets[i]?.Target is null) Add($"/targets/{i}/target", FaultCodes.Required);
            else if (c.Targets[i].Target < 0) Add($"/targets/{i}/target", FaultCodes.OutOfRange);
        }
        if (c.Filings?.Count > MaxFilings) Add("/filings", FaultCodes.ListTooLong);
        for (var i = 0; i < Math.Min(c.Filings?.Count ?? 0, MaxFilings); i++)
        {
            if (c.Filings![i]?.Kind is not { } kind) Add($"/filings/{i}/kind", FaultCodes.Required);
            else if (!FilingKinds.Contains(kind)) Add($"/filings/{i}/kind", FaultCodes.Unknown);
            else if (c.Filings.Take(i).Any(f => f?.Kind == kind)) Add($"/filings/{i}/kind", FaultCodes.Duplicate);
            if (c.Filings[i]?.Due is null) Add($"/filings/{i}/due", FaultCodes.Required);
        }
        return faults;

        void Add(string pointer, string code) => faults.Add(new(pointer, code));
    }

    /// <summary>The faults of a task.</summary>
    public static void Check(CampaignTaskInput? task, string pointer, ICollection<Fault> faults)
    {
        Name($"{pointer}/title", task?.Title, MaxTaskTitle, faults);
        if (task?.Department?.Length > MaxText) faults.Add(new($"{pointer}/department", FaultCodes.TooLong));
        if (task?.Targets?.Count > MaxTasks) faults.Add(new($"{pointer}/targets", FaultCodes.ListTooLong));
        else if (task?.Targets?.Any(t => t is null || t.Length > MaxTaskTitle) is true)
            faults.Add(new($"{pointer}/targets", FaultCodes.TooLong));
    }

    /// <summary>The faults of days that must both be there and lie within a campaign, if one is given.</summary>
    public static void Days(
        string pointer, DateOnly? from, DateOnly? to, ICollection<Fault> faults, CampaignFrame? within = null)
    {
        if (from is null) faults.Add(new($"{pointer}/from", FaultCodes.Required));
        if (to is null) faults.Add(new($"{pointer}/to", FaultCodes.Required));
        if (to < from) faults.Add(new($"{pointer}/to", "period.ends-before"));
        if (within is null) return;
        if (from < within.From || from > within.To) faults.Add(new($"{pointer}/from", "campaign.outside"));
        if (to < within.From || to > within.To) faults.Add(new($"{pointer}/to", "campaign.outside"));
    }

    /// <summary>The fault of a text that must be there.</summary>
    public static void Name(string pointer, string? text, int max, ICollection<Fault> faults)
    {
        if (string.IsNullOrWhiteSpace(text)) faults.Add(new(pointer, FaultCodes.Required));
        else if (text.Length > max) faults.Add(new(pointer, FaultCodes.TooLong));
    }

    private static void Phase(CampaignInput c, int i, List<Fault> faults)
    {
        var (phase, at) = (c.Phases![i], $"/phases/{i}");
        Name($"{at}/name", phase?.Name, MaxTitle, faults);
        CampaignFrame? frame = c is { From: { } from, To: { } to } && from <= to ? new(from, to, []) : null;
        Days(at, phase?.From, phase?.To, faults, frame);
        if (phase?.Tasks?.Count > MaxTasks) faults.Add(new($"{at}/tasks", FaultCodes.ListTooLong));
        for (var t = 0; t < Math.Min(phase?.Tasks?.Count ?? 0, MaxTasks); t++)
            Check(phase!.Tasks![t], $"{at}/tasks/{t}", faults);
    }

    private static void Scope(CampaignScope? scope, CampaignBounds bounds, List<Fault> faults)
    {
        if (scope?.Regions?.Count > MaxRegions) faults.Add(new("/scope/regions", FaultCodes.ListTooLong));
        for (var i = 0; i < Math.Min(scope?.Regions?.Count ?? 0, MaxRegions); i++)
        {
            var (region, at) = (scope!.Regions![i], $"/scope/regions/{i}");
            if (!Region.IsValid(region)) faults.Add(new(at, "region.unknown"));
            else if (!Region.IsWithin(region, bounds.Region)) faults.Add(new(at, "region.not-yours"));
            else if (bounds.Parent is { } parent && !parent.Regions.Any(r => Region.IsWithin(region, r)))
                faults.Add(new(at, "campaign.outside-parent"));
        }
        if (scope?.Regions is null or { Count: 0 } && bounds.Parent is { } above
            && !above.Regions.Any(r => Region.IsWithin(bounds.Region, r)))
        {
            faults.Add(new("/scope/regions", "campaign.outside-parent"));
        }
        foreach (var (words, at) in new[]
        {
            (scope?.WorkTypes, "/scope/workTypes"), (scope?.ServiceTypes, "/scope/serviceTypes"),
        })
        {
            if (words?.Count > MaxTypes) faults.Add(new(at, FaultCodes.ListTooLong));
            else if (words?.Any(w => w is null || w.Length is 0 or > 60) is true) faults.Add(new(at, "value.token"));
        }
    }
}
