using System.Collections.Frozen;
using Takedown.Contracts;
using Takedown.Core.Calendars;
using Takedown.Core.Compliance;
using Takedown.Core.Policies;
using Takedown.Core.Regimes;
using Takedown.Core.Routing;
using Takedown.Core.Words;
using Takedown.Storage;

namespace Takedown.Server.Registry;

/// <summary>Caches the registry. One small read of its version detects a change by any process.</summary>
internal sealed class RegistryCache : IAsyncDisposable
{
    private readonly SemaphoreSlim loading = new(1);
    private readonly Database database;
    private readonly OrganisationStore organisations;
    private readonly GroupCommit<bool, string> versionReads;
    private readonly ILogger<RegistryCache> log;
    private readonly HashSet<string> warned = new(StringComparer.Ordinal);
    private volatile RegistrySnapshot? registry;

    public RegistryCache(Database database, OrganisationStore organisations, ILogger<RegistryCache> log)
    {
        (this.database, this.organisations, this.log) = (database, organisations, log);
        // Concurrent requests share one read of the version that starts after they arrived.
        versionReads = new(ReadVersionAsync, _ => 1, maxSize: () => 1000, workers: 2, _ => false);
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
            : current.Claimants[id] = (await organisations.FindAsync(id))! with
            {
                IsLowered = SenderSteps.IsLowered(current.Standings.GetValueOrDefault(id)),
            };

    private Task<RegistrySnapshot> LoadAsync() => database.ReadAsync(async s =>
    {
        // The version is read first: a change in between only makes the next caller reload.
        var version = await s.FirstAsync<string>(CurrentVersion) ?? "";
        var all = await organisations.ListResponsibleAsync(s);
        var platforms = all.Where(o => o.Kind is OrganisationKind.Platform).ToFrozenDictionary(o => o.Id);
        var regulators = all.Where(o => o.Kind is OrganisationKind.Regulator).ToFrozenDictionary(o => o.Id);
        var policies = await PolicyStore.PoliciesAsync(s);
        var calendars = await PolicyStore.CalendarsAsync(s);
        var regimes = await PolicyStore.RegimesAsync(s);
        var regimeSet = new RegimeSet(regimes);
        var vocabularies = await VocabularyStore.VocabulariesAsync(s);
        List<string> refused = [];
        var hosts = HostNames.Parse(platforms.Values, refused);
        WarnOfHosts(refused);
        List<SlaPolicy> inForce = [.. policies.GroupBy(p => p.Code).Select(g => g.MaxBy(p => p.Version)!)];
        return new RegistrySnapshot
        {
            Version = version,
            OperatorId = all.First(o => o.Kind is OrganisationKind.Operator).Id,
            Platforms = platforms,
            Regulators = regulators,
            Hosts = new HostIndex(hosts),
            RegulatorsByRegion = new RegulatorIndex(regulators.Values.SelectMany(
                r => r.Places, (r, place) => (r.Id, place, r.FunctionList))),
            RegimeSet = regimeSet,
            RegimeVersions = regimes.ToFrozenDictionary(r => (r.Code, r.Version)),
            RegimesOf = platforms.ToFrozenDictionary(p => p.Key, p => p.Value.RegimesIn(regimeSet)),
            Functions = (await VocabularyStore.FunctionsAsync(s)).Items,
            Units = (await BodyStore.AllAsync(s)).ToFrozenDictionary(b => b.Key, b => b.Value.UnitList),
            RegionClusters = await ClusterStore.AllAsync(s),
            Words = vocabularies.ToFrozenDictionary(v => v.Axis, v => new WordList(v)),
            Policies = new PolicySet(inForce),
            PolicyVersions = policies.ToFrozenDictionary(p => (p.Code, p.Version)),
            Calendars = calendars.GroupBy(c => c.Code).ToFrozenDictionary(g => g.Key, Compiled),
            KeyWorks = await KeyWorks.LoadAsync(s, registry?.KeyWorks, regulators),
            Agreements = new AgreementSet(await AgreementStore.AllAsync(s)),
            NeverTouch = await NeverTouchStore.VersionsAsync(s),
            Standings = await StandingStore.AllAsync(s),
            CalendarsInUse = inForce.Select(p => p.Calendar).ToFrozenSet(),
        };
    });

    private void WarnOfHosts(IReadOnlyList<string> refused)
    {
        foreach (var host in refused.Where(host => warned.Add(host)))
            log.LogWarning("The registered host {Host} is not valid and matches nothing. Register it anew.", host);
    }

    private static CompiledCalendar Compiled(IEnumerable<WorkCalendar> versions)
    {
        List<WorkCalendar> latestFirst = [.. versions.OrderByDescending(c => c.Version)];
        return new(latestFirst[0], latestFirst.Skip(1));
    }

    public async ValueTask DisposeAsync()
    {
        await versionReads.DisposeAsync();
        loading.Dispose();
    }
}
