using Takedown.Contracts;
using Takedown.Contracts.Json;
using Takedown.Server.Auditing;
using Takedown.Storage;

namespace Takedown.Server.Limits;

/// <summary>Writes limits, records the act and puts them in force in this process.</summary>
internal sealed class LimitWriter(Database database, LimitStore store, AuditLog audit, LimitsCache cache)
{
    public async Task WriteAsync(AuditAct act, Guid scope, LimitSet? limits)
    {
        await database.WriteAsync(async s =>
        {
            var (former, next) = await store.AddAsync(s, scope, limits);
            await audit.AddAsync(s, act, former, next, TakedownJson.Default.LimitSet);
        });
        await cache.LoadAsync();
    }
}
