using System.Collections.Frozen;
using System.Globalization;
using System.Text.Json;
using Takedown.Contracts;
using Takedown.Core.Routing;
using Takedown.Core.Targets;
using Takedown.Storage;

namespace Takedown.Server.Registry;

/// <summary>
/// The works on the pre-warning lists (重点作品预警名单) by title, for the tier of notices about them. Part of the registry, so
/// that intake asks no database; its version is that of the lists, and they are read anew only when it has changed.
/// </summary>
internal sealed class KeyWorks
{
    /// <summary>Code of the register.</summary>
    public const string Register = "key-works";

    private const string Setting = "key-works";

    private readonly FrozenDictionary<string, Entry[]> works;

    private KeyWorks(string version, IEnumerable<(string Title, Entry Entry)> entries) =>
        (Version, works) = (version, entries.GroupBy(e => e.Title, e => e.Entry)
            .ToFrozenDictionary(g => g.Key, g => g.ToArray(), StringComparer.Ordinal));

    /// <summary>No list.</summary>
    public static KeyWorks None { get; } = new("", []);

    public string Version { get; }

    /// <summary>
    /// Whether a work is on the list of a body whose region a place is in, and the entry has not ended.
    /// </summary>
    public bool Lists(Work? work, string region, DateTimeOffset now)
    {
        if (works.Count == 0 || work?.Title is null
            || !works.TryGetValue(DuplicateKey.Folded(work.Title), out var entries)) return false;
        var today = DateOnly.FromDateTime(now.UtcDateTime).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        return entries.Any(e => (e.WorkType is null || e.WorkType == work.Type)
            && (e.EndsOn is null || string.CompareOrdinal(e.EndsOn, today) >= 0)
            && Region.IsWithin(region, e.Region));
    }

    private const string Rows =
        "SELECT body_id, name, ends_on, fields FROM register_rows WHERE register = 'key-works' AND until IS NULL "
            + "AND removed = 0";

    private const string Read = $"SELECT value FROM settings WHERE name = '{Setting}'";

    /// <summary>The lists, read anew if they have changed.</summary>
    public static async Task<KeyWorks> LoadAsync(
        Session s, KeyWorks? known, IReadOnlyDictionary<Guid, Organisation> regulators)
    {
        var version = await s.FirstAsync<string>(Read) ?? "";
        // The regions of their bodies count too.
        foreach (var body in regulators.Values.OrderBy(r => r.Id)) version += $" {body.Region}";
        if (version == known?.Version) return known;
        var rows = await s.QueryAsync<Row>(Rows);
        return new(version, rows.Where(r => regulators.ContainsKey(r.BodyId))
            .Select(r => (r.Name, new Entry(regulators[r.BodyId].Region, WorkType(r.Fields), r.EndsOn))));
    }

    private const string Bump =
        $"INSERT INTO settings (name, value) VALUES ('{Setting}', '1') "
            + "ON CONFLICT (name) DO UPDATE SET value = CAST(CAST(settings.value AS BIGINT) + 1 AS TEXT)";

    /// <summary>The lists were changed in this transaction.</summary>
    public static async Task BumpAsync(Session s)
    {
        await s.ExecuteAsync(Bump);
        await OrganisationStore.Bump(s);
    }

    private static string? WorkType(string fields)
    {
        using var document = JsonDocument.Parse(fields);
        return document.RootElement.TryGetProperty("workType", out var type) ? type.GetString() : null;
    }

    private sealed record Entry(string Region, string? WorkType, string? EndsOn);

    private sealed record Row
    {
        public Guid BodyId { get; init; }
        public string Name { get; init; } = "";
        public string? EndsOn { get; init; }
        public string Fields { get; init; } = "";
    }
}
