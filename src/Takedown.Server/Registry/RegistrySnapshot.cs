using System.Collections.Concurrent;
using System.Collections.Frozen;
using Takedown.Contracts;
using Takedown.Core.Calendars;
using Takedown.Core.Policies;
using Takedown.Core.Routing;

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
    public required FrozenDictionary<string, Regime> Regimes { get; init; }
    /// <summary>
    /// The regime of notices to a platform in a country, unless the notice or the platform specifies another.
    /// </summary>
    public required FrozenDictionary<string, string> RegimeByCountry { get; init; }
    public required PolicySet Policies { get; init; }
    /// <summary>Every version of every policy, because notices refer to theirs.</summary>
    public required FrozenDictionary<(string Code, int Version), SlaPolicy> PolicyVersions { get; init; }
    /// <summary>The latest calendars. A due time is computed once, so older versions are not needed.</summary>
    public required FrozenDictionary<string, CompiledCalendar> Calendars { get; init; }
    /// <summary>
    /// Claimants that have sent a request since this version was loaded; the database may have many more.
    /// </summary>
    public ConcurrentDictionary<Guid, Organisation> Claimants { get; } = new();

    public DateTimeOffset DueAt(SlaPolicy policy, TimeLimit limit, DateTimeOffset start) =>
        WorkingDays.DueAt(start, limit, Calendars[policy.Calendar]);

    /// <summary>The recipient of a breach: the nearest regulator with the function, otherwise the operator.</summary>
    public Guid ResponsibleFor(Organisation platform, string function) =>
        RegulatorsByRegion.Nearest(platform.Region, function) ?? OperatorId;

    /// <summary>The same for a platform and a regime by their keys.</summary>
    public Guid ResponsibleFor(Guid platformId, string regime) =>
        ResponsibleFor(Platforms[platformId], Regimes[regime].Function);

    /// <summary>The policy version under which a notice was accepted.</summary>
    public SlaPolicy PolicyOf(string code, int version) => PolicyVersions[(code, version)];

    /// <summary>Whether a regulator or the operator may read about a platform.</summary>
    public bool HasJurisdiction(Guid callerId, Guid platformId) =>
        Platforms.TryGetValue(platformId, out var platform)
        && (callerId == OperatorId
            || (Regulators.TryGetValue(callerId, out var regulator)
                && Region.IsWithin(platform.Region, regulator.Region)));

    /// <summary>
    /// Whether a regulator may read a notice: its platform is in the region, and its regime is of one of the functions.
    /// </summary>
    public bool Covers(Guid callerId, Guid platformId, string regime) =>
        HasJurisdiction(callerId, platformId)
        && (callerId == OperatorId || Regulators[callerId].FunctionList.Contains(Regimes[regime].Function));

    /// <summary>
    /// The platforms a caller may read about: all for the operator, those in its region for a regulator.
    /// </summary>
    public IReadOnlyList<Guid> PlatformsOf(Guid callerId) =>
        callerId == OperatorId ? [.. Platforms.Keys]
        : Regulators.TryGetValue(callerId, out var regulator)
            ? [.. Platforms.Values.Where(p => Region.IsWithin(p.Region, regulator.Region)).Select(p => p.Id)]
            : [];
}
