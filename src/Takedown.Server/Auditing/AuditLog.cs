using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Takedown.Storage;

namespace Takedown.Server.Auditing;

/// <summary>
/// The audit trail: append-only and without gaps in its numbers. An act is recorded in its own transaction, so that
/// what cannot be recorded is not done.
/// </summary>
internal sealed class AuditLog(Database database, TimeProvider time)
{
    private const string Insert =
        """
        INSERT INTO audit (seq, id, at, act, object, organisation_id, person_id, key_id, address, trace, before, after)
        SELECT (SELECT COALESCE(MAX(seq), 0) + 1 FROM audit), @Id, @at, @Act, @Object, @OrganisationId, @PersonId,
            @KeyId, @Address, @Trace, @before, @after
        WHERE NOT EXISTS (SELECT 1 FROM audit WHERE id = @Id)
        """;

    /// <summary>
    /// Records an act in the transaction that does it. Call it last: until the transaction ends, other acts wait.
    /// </summary>
    public Task AddAsync(Session s, AuditAct act) => AddAsync(s, act, null, null);

    /// <summary>Records a change with the object before and after it; null where there is none.</summary>
    public Task AddAsync<T>(Session s, AuditAct act, T? before, T? after, JsonTypeInfo<T> type) where T : class =>
        AddAsync(s, act, Text(before, type), Text(after, type));

    /// <summary>
    /// Records an act that is not a change of the database, such as a redrive or a read of restricted data. Call it
    /// before the act.
    /// </summary>
    public Task RecordAsync(AuditAct act, string? after = null) =>
        database.WriteAsync(s => AddAsync(s, act, null, after));

    /// <param name="s">The transaction of the act.</param>
    /// <param name="act">The act.</param>
    /// <param name="before">JSON of the object before the act.</param>
    /// <param name="after">JSON of the object after the act.</param>
    public async Task AddAsync(Session s, AuditAct act, string? before, string? after)
    {
        await s.LockAsync("audit");
        await s.ExecuteAsync(Insert, new
        {
            act.Id,
            at = time.GetUtcNow(),
            act.Act,
            act.Object,
            act.OrganisationId,
            act.PersonId,
            act.KeyId,
            act.Address,
            act.Trace,
            before,
            after,
        });
    }

    private static string? Text<T>(T? value, JsonTypeInfo<T> type) where T : class =>
        value is null ? null : JsonSerializer.Serialize(value, type);
}
