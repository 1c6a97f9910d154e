using Takedown.Contracts;
using Takedown.Contracts.Json;
using Takedown.Server.Auditing;
using Takedown.Storage;

namespace Takedown.Server.Limits;

/// <summary>Writes limits, records the act and puts them in force in this process.</summary>
internal sealed class LimitWriter(Database database, LimitStore store, AuditLog audit, LimitsCache cache)
{
    public Task WriteAsync(AuditAct act, Guid scope, LimitSet? limits) => WriteAsync(act, async s =>
        await store.AddAsync(s, scope, limits));

    /// <summary>Slows a sender down, or ends that with null; what already is so is not done again.</summary>
    /// <param name="act">The act.</param>
    /// <param name="sender">The sender.</param>
    /// <param name="slowdown">Why and since when.</param>
    /// <param name="tell">Tells the sender, in the transaction.</param>
    public Task SlowAsync(AuditAct act, Guid sender, Slowdown? slowdown, Func<Session, Task> tell) =>
        WriteAsync(act, async s =>
        {
            var change = await store.SlowAsync(s, sender, slowdown);
            if (change is not null) await tell(s);
            return change;
        });

    private async Task WriteAsync(AuditAct act, Func<Session, Task<LimitChange?>> write)
    {
        await database.WriteAsync(async s =>
        {
            if (await write(s) is { } change)
                await audit.AddAsync(s, act, change.Former, change.Next, TakedownJson.Default.LimitSet);
        });
        await cache.LoadAsync();
    }
}
