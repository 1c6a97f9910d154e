using Takedown.Storage;

namespace Takedown.Server.Registry;

/// <summary>Names beside ids, for lists that people read.</summary>
internal static class OrganisationNames
{
    private const string Names = "SELECT id, name FROM organisations WHERE id IN ";

    private sealed record Row
    {
        public Guid Id { get; init; }
        public string Name { get; init; } = "";
    }

    public static async Task<IReadOnlyDictionary<Guid, string>> OfAsync(Session s, IEnumerable<Guid> organisations)
    {
        var ids = organisations.ToHashSet();
        return ids.Count == 0 ? new Dictionary<Guid, string>()
            : (await s.QueryAsync<Row>(Names + s.In("ids"), new { ids = s.Ids(ids) }))
                .ToDictionary(r => r.Id, r => r.Name);
    }
}
