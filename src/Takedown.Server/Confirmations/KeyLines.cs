using Takedown.Storage;

namespace Takedown.Server.Confirmations;

/// <summary>
/// Keys of an organisation itself that replaced each other. Who has a key may make its successor, so both are one
/// holder.
/// </summary>
internal sealed class KeyLines
{
    private const string Successors =
        """
        SELECT id, rotated_from FROM keys
        WHERE organisation_id = @organisation AND person_id IS NULL AND rotated_from IS NOT NULL
        """;

    private readonly Dictionary<Guid, Guid> former;

    private KeyLines(Dictionary<Guid, Guid> former) => this.former = former;

    public static async Task<KeyLines> OfAsync(Session s, Guid organisation) => new(
        (await s.QueryAsync<Successor>(Successors, new { organisation })).ToDictionary(k => k.Id, k => k.RotatedFrom));

    /// <summary>The first key of the line.</summary>
    public Guid Of(Guid key)
    {
        while (former.TryGetValue(key, out var before)) key = before;
        return key;
    }

    private sealed record Successor
    {
        public Guid Id { get; init; }
        public Guid RotatedFrom { get; init; }
    }
}
