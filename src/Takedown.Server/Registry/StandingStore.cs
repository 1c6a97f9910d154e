using System.Collections.Frozen;
using System.Text.Json;
using Takedown.Contracts;
using Takedown.Contracts.Json;
using Takedown.Core.Compliance;
using Takedown.Storage;

namespace Takedown.Server.Registry;

/// <summary>
/// How claimants stand as senders. A change increases the version of the registry, so that all processes follow at the
/// next request.
/// </summary>
internal sealed class StandingStore(Ids ids)
{
    private const string All = "SELECT claimant_id, body FROM standings";

    public static async Task<FrozenDictionary<Guid, SenderStanding>> AllAsync(Session s) =>
        (await s.QueryAsync<Row>(All)).ToFrozenDictionary(r => r.ClaimantId, r => Read(r.Body));

    private const string One = "SELECT claimant_id, body FROM standings WHERE claimant_id = @claimant";

    /// <summary>How a claimant stands, under a lock; null if nothing is in force about it.</summary>
    public static async Task<SenderStanding?> LockAsync(Session s, Guid claimant)
    {
        await s.LockAsync($"standing {claimant}");
        return await s.FirstAsync<Row>(One, new { claimant }) is { } row ? Read(row.Body) : null;
    }

    private const string Put =
        """
        INSERT INTO standings (claimant_id, body) VALUES (@claimant, @body)
        ON CONFLICT (claimant_id) DO UPDATE SET body = excluded.body
        """;

    private const string Delete = "DELETE FROM standings WHERE claimant_id = @claimant";

    private const string Insert =
        "INSERT INTO standing_changes (id, claimant_id, body) VALUES (@id, @claimant, @change)";

    /// <summary>Stores a change of what is locked.</summary>
    /// <returns>How the claimant stands now.</returns>
    public async Task<SenderStanding?> ChangeAsync(
        Session s, Guid claimant, SenderStanding? standing, StandingChange change)
    {
        var next = SenderSteps.After(standing, change);
        await s.ExecuteAsync(next is null ? Delete : Put, new
        {
            claimant,
            body = next is null ? null : JsonSerializer.Serialize(next, TakedownJson.Default.SenderStanding),
        });
        await s.ExecuteAsync(Insert, new
        {
            id = ids.Next(),
            claimant,
            change = JsonSerializer.Serialize(change, TakedownJson.Default.StandingChange),
        });
        await OrganisationStore.Bump(s);
        return next;
    }

    private const string Changes =
        """
        SELECT id AS claimant_id, body FROM standing_changes WHERE claimant_id = @claimant AND id > @after
        ORDER BY id LIMIT @take
        """;

    /// <summary>The changes of a claimant with their ids, oldest first.</summary>
    public static async Task<IReadOnlyList<(Guid Id, StandingChange Change)>> ChangesAsync(
        Session s, Guid claimant, Guid after, int take) =>
        [.. (await s.QueryAsync<Row>(Changes, new { claimant, after, take })).Select(r => (
            r.ClaimantId, JsonSerializer.Deserialize(r.Body, TakedownJson.Default.StandingChange)!))];

    private static SenderStanding Read(string body) =>
        JsonSerializer.Deserialize(body, TakedownJson.Default.SenderStanding)!;

    private sealed record Row
    {
        public Guid ClaimantId { get; init; }
        public string Body { get; init; } = "";
    }
}
