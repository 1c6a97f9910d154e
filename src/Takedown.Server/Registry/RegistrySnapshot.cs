using System.Collections.Concurrent;
using System.Collections.Frozen;
using Takedown.Contracts;
using Takedown.Core.Calendars;
using Takedown.Core.Policies;
using Takedown.Core.Regimes;
using Takedown.Core.Routing;
using Takedown.Core.Words;

namespace Takedown.Server.Registry;

/// <summary>The data that routing needs, in memory, as of one version of the registry.</summary>
internal sealed record RegistrySnapshot
{
    public required string Version { get; init; }
    public required Guid OperatorId { get; init; }
    public required FrozenDictionary<Guid, Organisation> Platforms { get; init; }
    public required FrozenDictionary<Guid, Organisation> Regulators { get; init; }
    public required HostIndex Hosts { get; init; }
    public required RegulatorIndex RegulatorsByRegion { get; init; }
    /// <summary>The regimes in force, and where they hold.</summary>
    public required RegimeSet RegimeSet { get; init; }
    public FrozenDictionary<string, Regime> Regimes => RegimeSet.ByCode;
    /// <summary>Every version of every regime: what a window was computed from can be read later.</summary>
    public required FrozenDictionary<(string Code, int Version), Regime> RegimeVersions { get; init; }
    /// <summary>The regimes that each platform is under.</summary>
    public required FrozenDictionary<Guid, IReadOnlyList<string>> RegimesOf { get; init; }
    /// <summary>Functions of regulators, retired ones too.</summary>
    public required IReadOnlyList<RegulatorFunction> Functions { get; init; }
    /// <summary>Divisions of bodies, by body.</summary>
    public required FrozenDictionary<Guid, IReadOnlyList<BodyUnit>> Units { get; init; }
    public required IReadOnlyList<RegionCluster> RegionClusters { get; init; }
    /// <summary>The words in use, by axis.</summary>
    public required FrozenDictionary<string, WordList> Words { get; init; }
    public required PolicySet Policies { get; init; }
    /// <summary>Every version of every policy, because notices refer to theirs.</summary>
    public required FrozenDictionary<(string Code, int Version), SlaPolicy> PolicyVersions { get; init; }
    /// <summary>The latest calendars, each with what older versions know of the days before it.</summary>
    public required FrozenDictionary<string, CompiledCalendar> Calendars { get; init; }
    /// <summary>Codes of the calendars that policies in force use.</summary>
    public required FrozenSet<string> CalendarsInUse { get; init; }
    /// <summary>Works whose notices have a higher tier.</summary>
    public required KeyWorks KeyWorks { get; init; }
    public required AgreementSet Agreements { get; init; }
    /// <summary>Versions of the lists of what is never claimed, by claimant.</summary>
    public required FrozenDictionary<Guid, int> NeverTouch { get; init; }
    /// <summary>What is in force about claimants as senders; nearly all have nothing.</summary>
    public FrozenDictionary<Guid, SenderStanding> Standings { get; init; } =
        FrozenDictionary<Guid, SenderStanding>.Empty;
    /// <summary>
    /// Claimants that have sent a request since this version was loaded; the database may have many more.
    /// </summary>
    public ConcurrentDictionary<Guid, Organisation> Claimants { get; } = new();

    public DateTimeOffset DueAt(SlaPolicy policy, TimeLimit limit, DateTimeOffset start) =>
        Due(policy, limit, start).At;

    /// <summary>The due time of a limit, and whether it is provisional.</summary>
    public DueTime Due(SlaPolicy policy, TimeLimit limit, DateTimeOffset start) =>
        WorkingDays.Due(start, limit, Calendars[policy.Calendar]);

    /// <summary>The latest version of a calendar; null for an unknown code.</summary>
    public CompiledCalendar? CalendarOf(string code) => Calendars.GetValueOrDefault(code);

    /// <summary>The recipient of a breach: the nearest regulator with the function, otherwise the operator.</summary>
    public Guid ResponsibleFor(Organisation platform, string function) =>
        RegulatorsByRegion.Nearest(platform.Region, function) ?? OperatorId;

    /// <summary>The same for a notice by its platform, its regime and its own function, if it has one.</summary>
    public Guid ResponsibleFor(Guid platformId, string regime, string? function) =>
        ResponsibleFor(Platforms[platformId], FunctionOf(regime, function));

    /// <summary>The function of a notice: its own, or else that of its regime.</summary>
    public string FunctionOf(string regime, string? function) => function ?? Regimes[regime].Function;

    /// <summary>The policy version under which a notice was accepted.</summary>
    public SlaPolicy PolicyOf(string code, int version) =>
        PolicyVersions.TryGetValue((code, version), out var policy) ? policy
            : AgreedPolicy(code, version) ?? throw new InvalidOperationException($"No policy {code} {version}.");

    /// <summary>The policy under an agreement; null for the code of another policy.</summary>
    public SlaPolicy? AgreedPolicy(string code, int version) => Agreements.Find(
        code, version, (policy, of) => PolicyVersions.GetValueOrDefault((policy, of)));

    /// <summary>Whether a caller reads an agreement: the operator, its parties, regulators of its platforms.</summary>
    public bool Reads(Guid callerId, Agreement agreement) =>
        callerId == OperatorId || agreement.Claimants.Contains(callerId)
        || agreement.Platforms.Any(p => HasJurisdiction(callerId, p));

    /// <summary>The region of a regulator or a platform; null for the operator.</summary>
    public string? RegionOf(Guid callerId) =>
        (Regulators.GetValueOrDefault(callerId) ?? Platforms.GetValueOrDefault(callerId))?.Region;

    /// <summary>
    /// Whether a caller may read the figures of a platform: the operator, a regulator of its region, the platform.
    /// </summary>
    public bool HasJurisdiction(Guid callerId, Guid platformId) =>
        Platforms.TryGetValue(platformId, out var platform)
        && (callerId == OperatorId || callerId == platformId
            || (Regulators.TryGetValue(callerId, out var regulator)
                && regulator.Holds(platform.Region)));

    /// <summary>
    /// Whether a regulator may read a notice: its platform is in the region, and its function is one of the
    /// regulator's.
    /// </summary>
    public bool Covers(Guid callerId, Guid platformId, string regime, string? function) =>
        HasJurisdiction(callerId, platformId)
        && (callerId == OperatorId || Regulators[callerId].FunctionList.Contains(FunctionOf(regime, function)));

    /// <summary>
    /// As whose body a regulator may read a notice; null if it may not. Its function must be one of the regulator's.
    /// </summary>
    public SeenAs? SeesAs(
        Guid callerId, Guid platformId, string function, string? claimantRegion, string? accusedRegion) =>
        !Regulators.TryGetValue(callerId, out var body) || !body.FunctionList.Contains(function) ? null
        : Platforms.TryGetValue(platformId, out var platform) && body.Holds(platform.Region) ? SeenAs.Platform
        : body.Holds(claimantRegion) ? SeenAs.Claimant
        : body.Holds(accusedRegion) ? SeenAs.Accused
        : null;

    /// <summary>
    /// The platforms whose figures a caller may read: all for the operator, those in its region for a regulator, itself
    /// for a platform.
    /// </summary>
    public IReadOnlyList<Guid> PlatformsOf(Guid callerId) =>
        callerId == OperatorId ? [.. Platforms.Keys]
        : Regulators.TryGetValue(callerId, out var regulator)
            ? [.. Platforms.Values.Where(p => regulator.Holds(p.Region)).Select(p => p.Id)]
        : Platforms.ContainsKey(callerId) ? [callerId] : [];
}
