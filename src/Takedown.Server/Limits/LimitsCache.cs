using System.Collections.Frozen;
using Takedown.Storage;

namespace Takedown.Server.Limits;

/// <summary>
/// The limits in memory, as of a version of the registry. A request brings the version that was read with its key.
/// </summary>
/// <param name="database">Null in a process without one, in which nobody has a key of an organisation.</param>
internal sealed class LimitsCache(Database? database) : IDisposable
{
    private readonly SemaphoreSlim loading = new(1);
    private volatile Snapshot latest = new("", EffectiveLimits.Defaults, FrozenDictionary<Guid, EffectiveLimits>.Empty);

    /// <summary>The limits as last loaded.</summary>
    public Snapshot Latest => latest;

    private const string CurrentVersion = "SELECT value FROM settings WHERE name = 'registry'";

    /// <summary>The limits of this version or a later one.</summary>
    public async ValueTask<Snapshot> GetAsync(string version, CancellationToken cancellation)
    {
        if (latest is { } known && known.Version == version) return known;
        await loading.WaitAsync(cancellation);
        try
        {
            return latest.Version == version ? latest : await ReadAsync();
        }
        finally
        {
            loading.Release();
        }
    }

    public Task LoadAsync() => ReadAsync();

    private async Task<Snapshot> ReadAsync() => latest = await database!.ReadAsync(async s =>
    {
        // The version is read first: a change in between only makes the next caller reload.
        var version = await s.FirstAsync<string>(CurrentVersion) ?? "";
        var stored = await LimitStore.LatestAsync(s);
        var server = stored.FirstOrDefault(l => l.Scope == LimitStore.Server) is { Values: { } given } own
            ? EffectiveLimits.Defaults.With(own.Version, given, named: false)
            : EffectiveLimits.Defaults;
        return new Snapshot(version, server, stored
            .Where(l => l.Scope != LimitStore.Server && l.Values is not null)
            .ToFrozenDictionary(l => l.Scope, l => server.With(l.Version, l.Values!, named: true)));
    });

    public void Dispose() => loading.Dispose();

    /// <param name="Version">Version of the registry.</param>
    /// <param name="Server">The server-wide limits.</param>
    /// <param name="Own">The limits of the organisations that have their own.</param>
    internal sealed record Snapshot(
        string Version, EffectiveLimits Server, FrozenDictionary<Guid, EffectiveLimits> Own)
    {
        public EffectiveLimits For(Guid organisation) => Own.GetValueOrDefault(organisation, Server);
    }
}
