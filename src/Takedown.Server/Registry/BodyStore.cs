using System.Text.Json;
using Takedown.Contracts;
using Takedown.Contracts.Json;
using Takedown.Storage;

namespace Takedown.Server.Registry;

/// <summary>What bodies publish and how they are divided, as stored.</summary>
internal sealed record BodyRow
{
    public Guid OrganisationId { get; init; }
    public string Contacts { get; init; } = "[]";
    public string Units { get; init; } = "[]";

    public IReadOnlyList<BodyContact> ContactList =>
        JsonSerializer.Deserialize(Contacts, TakedownJson.Default.IReadOnlyListBodyContact)!;

    public IReadOnlyList<BodyUnit> UnitList =>
        JsonSerializer.Deserialize(Units, TakedownJson.Default.IReadOnlyListBodyUnit)!;
}

/// <summary>Contacts and units of bodies. A body without a row has none.</summary>
internal static class BodyStore
{
    private const string All = "SELECT organisation_id, contacts, units FROM bodies";

    public static async Task<IReadOnlyDictionary<Guid, BodyRow>> AllAsync(Session s) =>
        (await s.QueryAsync<BodyRow>(All)).ToDictionary(r => r.OrganisationId);

    private const string One = $"{All} WHERE organisation_id = @id";

    public static async Task<BodyRow> FindAsync(Session s, Guid id) =>
        await s.FirstAsync<BodyRow>(One, new { id }) ?? new() { OrganisationId = id };

    private const string PutContacts =
        """
        INSERT INTO bodies (organisation_id, contacts) VALUES (@id, @text)
        ON CONFLICT (organisation_id) DO UPDATE SET contacts = excluded.contacts
        """;

    public static Task PutContactsAsync(Session s, Guid id, IReadOnlyList<BodyContact> contacts) =>
        s.ExecuteAsync(PutContacts, new
        {
            id,
            text = JsonSerializer.Serialize(contacts, TakedownJson.Default.IReadOnlyListBodyContact),
        });

    private const string PutUnits =
        """
        INSERT INTO bodies (organisation_id, units) VALUES (@id, @text)
        ON CONFLICT (organisation_id) DO UPDATE SET units = excluded.units
        """;

    /// <summary>Stores the units, which routing reads from the registry.</summary>
    public static async Task PutUnitsAsync(Session s, Guid id, IReadOnlyList<BodyUnit> units)
    {
        var text = JsonSerializer.Serialize(units, TakedownJson.Default.IReadOnlyListBodyUnit);
        await s.ExecuteAsync(PutUnits, new { id, text });
        await OrganisationStore.Bump(s);
    }
}
