using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Takedown.Contracts;
using Takedown.Server.Registry;
using Takedown.Storage;

namespace Takedown.Server.Registers;

/// <summary>The lists of a register, with owner and date, and the tags of what is read of them.</summary>
internal static class ListStore
{
    private const string Lists =
        "SELECT register, body_id, version, updated_at, person FROM register_lists WHERE register = @register";

    private const string Counts =
        "SELECT body_id, COUNT(*) AS count FROM register_rows WHERE register = @register AND until IS NULL "
            + "AND removed = 0 GROUP BY body_id";

    private sealed record Row
    {
        public Guid BodyId { get; init; }
        public long Version { get; init; }
        public DateTimeOffset UpdatedAt { get; init; }
        public string? Person { get; init; }
        public long Count { get; init; }
    }

    /// <summary>The version of the list of a body; 0 before its first row.</summary>
    public static Task<long> VersionAsync(Session s, string register, Guid body) => s.FirstAsync<long>(
        "SELECT version FROM register_lists WHERE register = @register AND body_id = @body", new { register, body });

    public static async Task<RegisterView> ViewAsync(
        Session s, RegisterDefinition register, IReadOnlyList<Guid>? owners)
    {
        var lists = (await s.QueryAsync<Row>(Lists, new { register = register.Code }))
            .Where(l => owners is null || owners.Contains(l.BodyId)).ToList();
        var counts = lists.Count == 0 ? []
            : (await s.QueryAsync<Row>(Counts, new { register = register.Code }))
                .ToDictionary(c => c.BodyId, c => c.Count);
        var names = await OrganisationNames.OfAsync(s, lists.Select(l => l.BodyId));
        return new()
        {
            Code = register.Code,
            Zh = register.Zh,
            En = register.En,
            Published = register.Published,
            Key = register.Key,
            Title = register.Title,
            Ends = register.Ends,
            Fields = register.Fields,
            Lists = [.. lists.OrderBy(l => l.BodyId).Select(l => new RegisterList
            {
                Owner = l.BodyId,
                OwnerName = names.GetValueOrDefault(l.BodyId),
                Rows = counts.GetValueOrDefault(l.BodyId),
                UpdatedAt = l.UpdatedAt,
                UpdatedBy = l.Person,
            })],
        };
    }

    /// <summary>A tag that changes with each change of the lists, and differs for what is asked of them.</summary>
    public static async Task<string> TagAsync(
        Session s, RegisterDefinition register, IReadOnlyList<Guid>? owners, string asked)
    {
        var text = new StringBuilder(asked);
        foreach (var list in (await s.QueryAsync<Row>(Lists, new { register = register.Code })).OrderBy(l => l.BodyId))
        {
            if (owners is null || owners.Contains(list.BodyId))
                text.Append(CultureInfo.InvariantCulture, $"\n{list.BodyId} {list.Version}");
        }
        return $"\"{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString()))[..16])}\"";
    }
}
