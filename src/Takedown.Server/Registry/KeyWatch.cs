using System.Collections.Concurrent;
using Takedown.Server.Http;
using Takedown.Storage;

namespace Takedown.Server.Registry;

/// <summary>
/// Keys of requests that wait: long polls and streams. A key that is revoked or expires ends them, in this process at
/// once and in the others when they hear of it or look, every two seconds.
/// </summary>
internal sealed class KeyWatch(Database database, TimeProvider time)
{
    private readonly ConcurrentDictionary<Waiting, bool> waiting = new();

    /// <summary>Requests that wait now.</summary>
    public int Count => waiting.Count;

    public Waiting Begin(Caller caller)
    {
        var one = new Waiting(this, caller.KeyId, caller.ExpiresAt);
        waiting[one] = true;
        return one;
    }

    private const string Active = "SELECT id FROM keys WHERE revoked_at IS NULL AND id IN ";

    /// <summary>Ends the requests whose key is no longer good.</summary>
    public async Task CheckAsync()
    {
        Waiting[] all = [.. waiting.Keys];
        if (all.Length == 0) return;
        var ids = all.Select(w => w.KeyId).Distinct().ToArray();
        var active = (await database.ReadAsync(
            s => s.QueryAsync<Guid>(Active + s.In("ids"), new { ids = s.Ids(ids) }))).ToHashSet();
        var now = time.GetUtcNow();
        foreach (var one in all)
        {
            if (!active.Contains(one.KeyId) || one.ExpiresAt <= now) one.End();
        }
    }

    /// <summary>One request that waits.</summary>
    internal sealed class Waiting(KeyWatch watch, Guid keyId, DateTimeOffset? expiresAt) : IDisposable
    {
        private readonly CancellationTokenSource ended = new();

        public Guid KeyId => keyId;

        public DateTimeOffset? ExpiresAt => expiresAt;

        public CancellationToken Ended => ended.Token;

        public void End()
        {
            try
            {
                ended.Cancel();
            }
            catch (ObjectDisposedException)
            {
                // The request has just ended by itself.
            }
        }

        public void Dispose()
        {
            watch.waiting.TryRemove(this, out _);
            ended.Dispose();
        }
    }
}
