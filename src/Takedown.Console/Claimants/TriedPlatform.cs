using Takedown.Contracts;

namespace Takedown.Screens.Claimants;

/// <summary>What a dry run said of the rows of one platform under one regime.</summary>
public sealed class TriedPlatform(PreflightView first)
{
    private readonly List<string> required = [];
    private readonly Dictionary<string, RefusalCount> refusals = new(StringComparer.Ordinal);

    /// <summary>That of its first row.</summary>
    public PreflightView First => first;

    public long Rows { get; private set; }

    /// <summary>What is required of any of its rows.</summary>
    public IReadOnlyList<string> Required => required;

    /// <summary>The reasons by their most frequent topic.</summary>
    public IEnumerable<RefusalCount> Refusals => refusals.Values.OrderByDescending(r => r.All);

    /// <summary>The shortest time limits, and their policy.</summary>
    public DeadlinesView? Deadlines { get; private set; }

    public string? Policy { get; private set; }

    public void Add(PreflightView row)
    {
        Rows++;
        foreach (var element in row.Required)
            if (!required.Contains(element)) required.Add(element);
        foreach (var count in row.Refusals)
            if (!refusals.TryGetValue(count.Code, out var known) || known.All < count.All) refusals[count.Code] = count;
        if (row.Deadlines is not { } due || (Deadlines is { } shortest && shortest.Act <= due.Act)) return;
        (Deadlines, Policy) = (due, row.Policy);
    }
}
