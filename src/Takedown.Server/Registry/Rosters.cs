using System.Collections.Concurrent;
using System.Collections.Frozen;
using Takedown.Contracts;
using Takedown.Core.Calendars;
using Takedown.Core.Packs;
using Takedown.Core.Policies;
using Takedown.Core.Routing;
using Takedown.Server.Storage;

namespace Takedown.Server.Registry;

/// <summary>What routing needs to know, in memory, as of one version of the registry.</summary>
internal sealed record Roster
{
    public required string Version { get; init; }
    public required Guid OperatorId { get; init; }
    public required FrozenDictionary<Guid, Organisation> Platforms { get; init; }
    public required FrozenDictionary<Guid, Organisation> Regulators { get; init; }
    public required HostIndex Hosts { get; init; }
    public required RegulatorIndex RegulatorsByRegion { get; init; }
    public required FrozenDictionary<string, Regime> Regimes { get; init; }
    public required PolicySet Policies { get; init; }
    /// <summary>Every version of every policy: notices are frozen on theirs.</summary>
    public required FrozenDictionary<(string Code, int Version), SlaPolicy> PolicyVersions { get; init; }
    /// <summary>The latest calendars. A due time is computed once, so older ones are never needed again.</summary>
    public required FrozenDictionary<string, CompiledCalendar> Calendars { get; init; }
    /// <summary>Those that sent something since this version was loaded; there may be many more.</summary>
    public ConcurrentDictionary<Guid, Organisation> Claimants { get; } = new();

    public DateTimeOffset DueAt(SlaPolicy policy, TimeLimit limit, DateTimeOffset start) =>
        WorkingDays.DueAt(start, limit, Calendars[policy.Calendar]);

    /// <summary>Whom a breach concerns: the nearest regulator with the function, or the operator, never nobody.</summary>
    public Guid ResponsibleFor(Organisation platform, string function) =>
        RegulatorsByRegion.Nearest(platform.Region, function) ?? OperatorId;

    /// <summary>Whether a regulator or the operator may read about a platform.</summary>
    public bool Answers(Guid callerId, Guid platformId) =>
        Platforms.TryGetValue(platformId, out var platform)
        && (callerId == OperatorId
            || (Regulators.TryGetValue(callerId, out var regulator) && Region.IsWithin(platform.Region, regulator.Region)));

    /// <summary>The platforms a caller may read about: all for the operator, its region's subtree for a regulator.</summary>
    public IReadOnlyList<Guid> PlatformsOf(Guid callerId) =>
        callerId == OperatorId ? [.. Platforms.Keys]
        : Regulators.TryGetValue(callerId, out var regulator)
            ? [.. Platforms.Values.Where(p => Region.IsWithin(p.Region, regulator.Region)).Select(p => p.Id)]
            : [];
}

/// <summary>Keeps the roster current: one small read tells whether anything changed, here or in another process.</summary>
internal sealed class Rosters : IAsyncDisposable
{
    private static readonly TimeSpan NoticePeriod = TimeSpan.FromDays(45);
    private readonly HashSet<(string, int)> warned = [];
    private readonly SemaphoreSlim loading = new(1);
    private readonly Database database;
    private readonly OrganisationStore organisations;
    private readonly TimeProvider time;
    private readonly ILogger<Rosters> log;
    private readonly Lane<bool, string> looks;
    private volatile Roster? roster;

    public Rosters(Database database, OrganisationStore organisations, TimeProvider time, ILogger<Rosters> log)
    {
        (this.database, this.organisations, this.time, this.log) = (database, organisations, time, log);
        // A look that begins after the question answers it, whoever asked with us.
        looks = new(LookAsync, _ => 1, most: 1000, lanes: 2, _ => false);
    }

    /// <summary>As of the last look; null before the first.</summary>
    public Roster? Known => roster;

    private const string CurrentVersion = "SELECT value FROM settings WHERE name = 'registry'";

    public async Task<Roster> CurrentAsync(CancellationToken cancellation = default) =>
        await AtAsync(await looks.DoAsync(true).WaitAsync(cancellation), cancellation);

    /// <summary>As of a version that was just read.</summary>
    public async Task<Roster> AtAsync(string version, CancellationToken cancellation)
    {
        if (roster is { } known && known.Version == version) return known;
        await loading.WaitAsync(cancellation);
        try
        {
            return roster is { } fresh && fresh.Version == version ? fresh : roster = await LoadAsync();
        }
        finally
        {
            loading.Release();
        }
    }

    private async Task<IReadOnlyList<string>> LookAsync(IReadOnlyList<bool> askers)
    {
        var version = await database.ReadAsync(s => s.FirstAsync<string>(CurrentVersion)) ?? "";
        return [.. askers.Select(_ => version)];
    }

    /// <summary>A claimant as this roster's version of the registry knows it.</summary>
    public async Task<Organisation> ClaimantAsync(Roster current, Guid id) =>
        current.Claimants.TryGetValue(id, out var known) ? known : current.Claimants[id] = (await organisations.FindAsync(id))!;

    private Task<Roster> LoadAsync() => database.ReadAsync(async s =>
    {
        // The version first: a change in between only makes the next caller load again.
        var version = await s.FirstAsync<string>(CurrentVersion) ?? "";
        var all = await organisations.ListResponsibleAsync(s);
        var platforms = all.Where(o => o.Kind is OrganisationKind.Platform).ToFrozenDictionary(o => o.Id);
        var regulators = all.Where(o => o.Kind is OrganisationKind.Regulator).ToFrozenDictionary(o => o.Id);
        var policies = await PolicyStore.PoliciesAsync(s);
        var calendars = await PolicyStore.CalendarsAsync(s);
        WarnOfEnding(calendars);
        return new Roster
        {
            Version = version,
            OperatorId = all.First(o => o.Kind is OrganisationKind.Operator).Id,
            Platforms = platforms,
            Regulators = regulators,
            Hosts = new HostIndex(platforms.Values.SelectMany(p => p.Hosts.Select(h => (HostNames.Known(h), p.Id)))),
            RegulatorsByRegion = new RegulatorIndex(regulators.Values.Select(r => (r.Id, r.Region, r.FunctionList))),
            Regimes = DefaultPack.Regimes.ToFrozenDictionary(r => r.Code),
            Policies = new PolicySet([.. policies.GroupBy(p => p.Code).Select(g => g.MaxBy(p => p.Version)!)]),
            PolicyVersions = policies.ToFrozenDictionary(p => (p.Code, p.Version)),
            Calendars = calendars.GroupBy(c => c.Code)
                .ToFrozenDictionary(g => g.Key, g => new CompiledCalendar(g.MaxBy(c => c.Version)!)),
        };
    });

    /// <summary>Past its last day a calendar knows no holidays any more, and nobody would notice.</summary>
    private void WarnOfEnding(IReadOnlyList<WorkCalendar> calendars)
    {
        var soon = DateOnly.FromDateTime((time.GetUtcNow() + NoticePeriod).UtcDateTime);
        foreach (var ending in calendars.GroupBy(c => c.Code).Select(g => g.MaxBy(c => c.Version)!).Where(c => c.To < soon && warned.Add((c.Code, c.Version))))
        {
            log.LogWarning(
                "Calendar {Code} ends on {To:yyyy-MM-dd}. Then Monday to Friday are working days. PUT the next year.",
                ending.Code, ending.To);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await looks.DisposeAsync();
        loading.Dispose();
    }
}

internal static class HostNames
{
    /// <summary>A host as stored, which was checked when it came in.</summary>
    public static HostPattern Known(string text) =>
        HostPattern.Parse(text, out var pattern) is HostFault.None ? pattern!
            : throw new InvalidOperationException($"The stored host '{text}' cannot be read.");
}
