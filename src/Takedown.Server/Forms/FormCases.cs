using System.Text.Json;
using Takedown.Contracts;
using Takedown.Core.Filings;
using Takedown.Server.Cases;
using Takedown.Storage;

namespace Takedown.Server.Forms;

/// <summary>The second form: the cases of a body in one line that were open in a month.</summary>
internal static class FormCases
{
    /// <summary>A spreadsheet has no next page; a body with more cases a month reads pages.</summary>
    public const int MaxCsv = 10_000;

    private static readonly string[] IdentityFields = ["uscc", "idNumber", "identity", "licence"];

    /// <summary>What the feature that has the cases adds to a row. The parties are masked here.</summary>
    public static readonly IReadOnlyList<string> Further =
    [
        "right-holder", "target", "ip-place", "filing-no", "hosted-abroad", "work-types", "basis", "measures",
        "penalty-no", "penalty-date", "fine", "confiscated", "goods", "transferred", "transferred-on",
        "police-filed-on", "arrested",
    ];

    private const string OfMonth =
        $"""
        SELECT {CaseStore.Columns} FROM cases
        WHERE body_id = @body AND function = @line AND opened_at < @before
            AND (closed_at IS NULL OR closed_at >= @from) AND id > @after
        ORDER BY id LIMIT @take
        """;

    private const string Before =
        """
        SELECT COUNT(*) FROM cases WHERE body_id = @body AND function = @line AND opened_at < @before
            AND (closed_at IS NULL OR closed_at >= @from) AND id <= @after
        """;

    public static async Task<IReadOnlyList<FormCase>> OfAsync(
        Session s, FormPlace place, IEnumerable<ICaseFormRows> details, Guid after, int take)
    {
        var args = new
        {
            body = place.Body.Id, line = place.Line.Function, from = place.From, before = place.Before, after, take,
        };
        var passed = after == Guid.Empty ? 0 : (int)await s.FirstAsync<long>(Before, args);
        var rows = await s.QueryAsync<CaseRow>(OfMonth, args);
        var more = new Dictionary<Guid, Dictionary<string, string>>();
        foreach (var detail in details)
        {
            foreach (var row in await detail.OfAsync(s, place.Scope, after, take))
                more[row.CaseId] = row.Columns.Where(c => Further.Contains(c.Key)).ToDictionary();
        }
        return [.. rows.Select((c, i) => new FormCase
        {
            Row = passed + i + 1,
            Id = c.Id,
            No = c.No,
            Title = c.Title,
            OrganisationName = place.Body.Name,
            Region = c.Region,
            Parties = PartiesOf(c.Content),
            IpType = c.IpType,
            Item = c.Item,
            State = c.State,
            IsKey = c.IsKey,
            IsCrossBorder = c.IsCrossBorder,
            OpenedAt = c.OpenedAt,
            FiledAt = c.FiledAt,
            ClosedAt = c.ClosedAt,
            Details = more.GetValueOrDefault(c.Id),
        })];
    }

    private static IReadOnlyList<FormParty> PartiesOf(string content)
    {
        using var json = JsonDocument.Parse(content);
        if (json.RootElement.ValueKind is not JsonValueKind.Object
            || !json.RootElement.TryGetProperty("parties", out var parties)
            || parties.ValueKind is not JsonValueKind.Array) return [];
        return [.. parties.EnumerateArray().Where(p => p.ValueKind is JsonValueKind.Object).Select(p => new FormParty
        {
            Name = TextOf(p, "name") ?? "",
            Identity = IdentityFields.Select(f => TextOf(p, f)).OfType<string>().Select(Masking.Mask).FirstOrDefault(),
        })];
    }

    private static string? TextOf(JsonElement party, string field) =>
        party.TryGetProperty(field, out var value) && value.ValueKind is JsonValueKind.String
            ? value.GetString() : null;
}
