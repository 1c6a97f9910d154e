using System.Collections.Frozen;
using Takedown.Contracts;
using Takedown.Core.Calendars;
using Takedown.Core.Packs;
using Takedown.Core.Policies;
using Takedown.Core.Routing;
using Takedown.Storage;

namespace Takedown.Server.Registry;

/// <summary>Caches the registry. One small read of its version detects a change by any process.</summary>
internal sealed class RegistryCache : IAsyncDisposable
{
    private static readonly TimeSpan NoticePeriod = TimeSpan.FromDays(45);
    private readonly HashSet<(string, int)> warned = [];
    private readonly SemaphoreSlim loading = new(1);
    private readonly Database database;
    private readonly OrganisationStore organisations;
    private readonly TimeProvider time;
    private readonly ILogger<RegistryCache> log;
    private readonly GroupCommit<bool, string> versionReads;
    private volatile RegistrySnapshot? registry;

    public RegistryCache(
        Database database, OrganisationStore organisations, TimeProvider time, ILogger<RegistryCache> log)
    {
        (this.database, this.organisations, this.time, this.log) = (database, organisations, time, log);
        // Concurrent requests share one read of the version that starts after they arrived.
        versionReads = new(ReadVersionAsync, _ => 1, maxSize: 1000, workers: 2, _ => false);
    }

    /// <summary>The snapshot of the last read; null before the first.</summary>
    public RegistrySnapshot? Latest => registry;

    private const string CurrentVersion = "SELECT value FROM settings WHERE name = 'registry'";

    public async Task<RegistrySnapshot> CurrentAsync(CancellationToken cancellation = default) =>
        await GetAsync(await versionReads.DoAsync(true).WaitAsync(cancellation), cancellation);

    /// <summary>The snapshot of a version that was just read.</summary>
    public async Task<RegistrySnapshot> GetAsync(string version, CancellationToken cancellation)
    {
        if (registry is { } known && known.Version == version) return known;
        await loading.WaitAsync(cancellation);
        try
        {
            return registry is { } fresh && fresh.Version == version ? fresh : registry = await LoadAsync();
        }
        finally
        {
            loading.Release();
        }
    }

    private async Task<IReadOnlyList<string>> ReadVersionAsync(IReadOnlyList<bool> requests)
    {
        var version = await database.ReadAsync(s => s.FirstAsync<string>(CurrentVersion)) ?? "";
        return [.. requests.Select(_ => version)];
    }

    /// <summary>A claimant in this version of the registry.</summary>
    public async Task<Organisation> ClaimantAsync(RegistrySnapshot current, Guid id) =>
        current.Claimants.TryGetValue(id, out var known) ? known
            : current.Claimants[id] = (await organisations.FindAsync(id))!;

    private Task<RegistrySnapshot> LoadAsync() => database.ReadAsync(async s =>
    {
        // The version is read first: a change in between only makes the next caller reload.
        var version = await s.FirstAsync<string>(CurrentVersion) ?? "";
        var all = await organisations.ListResponsibleAsync(s);
        var platforms = all.Where(o => o.Kind is OrganisationKind.Platform).ToFrozenDictionary(o => o.Id);
        var regulators = all.Where(o => o.Kind is OrganisationKind.Regulator).ToFrozenDictionary(o => o.Id);
        var policies = await PolicyStore.PoliciesAsync(s);
        var calendars = await PolicyStore.CalendarsAsync(s);
        WarnOfEnding(calendars);
        return new RegistrySnapshot
        {
            Version = version,
            OperatorId = all.First(o => o.Kind is OrganisationKind.Operator).Id,
            Platforms = platforms,
            Regulators = regulators,
            Hosts = new HostIndex(platforms.Values.SelectMany(p => p.Hosts.Select(h => (HostNames.Parse(h), p.Id)))),
            RegulatorsByRegion = new RegulatorIndex(regulators.Values.Select(r => (r.Id, r.Region, r.FunctionList))),
            Regimes = DefaultPack.Regimes.ToFrozenDictionary(r => r.Code),
            RegimeByCountry = DefaultPack.RegimeByCountry,
            Policies = new PolicySet([.. policies.GroupBy(p => p.Code).Select(g => g.MaxBy(p => p.Version)!)]),
            PolicyVersions = policies.ToFrozenDictionary(p => (p.Code, p.Version)),
            Calendars = calendars.GroupBy(c => c.Code)
                .ToFrozenDictionary(g => g.Key, g => new CompiledCalendar(g.MaxBy(c => c.Version)!)),
        };
    });

    /// <summary>After its last day a calendar has no holidays, and nothing else would report that.</summary>
    private void WarnOfEnding(IReadOnlyList<WorkCalendar> calendars)
    {
        var soon = DateOnly.FromDateTime((time.GetUtcNow() + NoticePeriod).UtcDateTime);
        var latest = calendars.GroupBy(c => c.Code).Select(g => g.MaxBy(c => c.Version)!);
        foreach (var ending in latest.Where(c => c.To < soon && warned.Add((c.Code, c.Version))))
        {
            log.LogWarning(
                "Calendar {Code} ends on {To:yyyy-MM-dd}. Then Monday to Friday are working days. PUT the next year.",
                ending.Code, ending.To);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await versionReads.DisposeAsync();
        loading.Dispose();
    }
}
