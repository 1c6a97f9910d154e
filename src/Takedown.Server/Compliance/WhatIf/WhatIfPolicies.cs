using Takedown.Contracts;
using Takedown.Core.Compliance;
using Takedown.Core.Policies;
using Takedown.Server.Registry;

namespace Takedown.Server.Compliance.WhatIf;

/// <summary>
/// Which notices another policy would have applied to: by its selectors and rank among the policies in force where it
/// has selectors, otherwise those accepted under a version of it.
/// </summary>
internal sealed class WhatIfPolicies
{
    private readonly RegistrySnapshot registry;
    private readonly PolicySet? all;
    private readonly Dictionary<long, string> workTypes = [];
    private readonly Dictionary<(string, string, Tier, Guid, long), bool> applies = [];

    public WhatIfPolicies(RegistrySnapshot registry, SlaPolicy policy, bool bySelectors)
    {
        (this.registry, Policy) = (registry, policy);
        if (!bySelectors) return;
        IReadOnlyList<SlaPolicy> latest =
        [
            .. registry.PolicyVersions.Values.GroupBy(p => p.Code).Select(g => g.MaxBy(p => p.Version)!)
                .Where(p => p.Code != policy.Code), policy,
        ];
        all = new(latest);
        foreach (var word in latest.SelectMany(p => p.Selectors.WorkTypes)) workTypes[WorkMark.TypeOf(word)] = word;
    }

    public SlaPolicy Policy { get; }

    public bool AppliesTo(WhatIfRow row)
    {
        if (all is null) return row.Policy == Policy.Code;
        var type = row.Mark is { } mark ? WorkMark.TypeOf(WorkMark.TopicOf(mark)) : 0;
        var key = (row.Policy, row.Regime, row.Tier, row.PlatformId, type);
        if (applies.TryGetValue(key, out var known)) return known;
        var platform = registry.Platforms[row.PlatformId];
        return applies[key] = all.Choose(new PolicyQuery(
            row.Regime, platform.ServiceType, workTypes.GetValueOrDefault(type), row.Tier, platform.Country))
            .Code == Policy.Code;
    }

    /// <summary>The policy asked about: what is absent is as in the one in force.</summary>
    public static SlaPolicy Merge(WhatIfPolicy given, SlaPolicy? inForce) => new()
    {
        Code = given.Code!,
        Version = inForce?.Version ?? 0,
        Name = given.Name ?? inForce?.Name!,
        Selectors = given.Selectors ?? inForce?.Selectors!,
        Rank = given.Rank ?? inForce?.Rank ?? 0,
        Calendar = given.Calendar ?? inForce?.Calendar!,
        Deadlines = Merge(given.Deadlines, inForce?.Deadlines)!,
        ActByTier = given.ActByTier ?? inForce?.ActByTier,
        Reminders = given.Reminders ?? inForce?.Reminders ?? [],
        OnBreach = given.OnBreach ?? inForce?.OnBreach ?? "escalate",
        CounterNotice = given.CounterNotice ?? inForce?.CounterNotice!,
        Strikes = given.Strikes ?? inForce?.Strikes!,
        Source = given.Source ?? inForce?.Source!,
    };

    private static PolicyDeadlines? Merge(WhatIfDeadlines? given, PolicyDeadlines? inForce) =>
        given is null ? inForce : new()
        {
            Acknowledge = given.Acknowledge ?? inForce?.Acknowledge,
            Act = given.Act ?? inForce?.Act!,
            AnswerInformation = given.AnswerInformation ?? inForce?.AnswerInformation!,
            AccountAction = given.AccountAction ?? inForce?.AccountAction!,
            Offer = given.Offer ?? inForce?.Offer,
            Restore = given.Restore ?? inForce?.Restore,
        };
}
