using System.Text.Json;
using System.Text.Json.Nodes;
using Takedown.Contracts.Json;
using Takedown.Server.Cases;
using Takedown.Server.Registry;
using Takedown.Storage;

namespace Takedown.Server.Supervision;

/// <summary>The supervisions of a case with its reports.</summary>
internal sealed class SupervisionPart : ICasePart
{
    public string Name => "supervisions";

    public async Task<JsonNode?> OfAsync(Session s, Guid caseId)
    {
        var items = await SupervisionStore.OfCaseAsync(s, caseId);
        if (items.Count == 0) return null;
        var rows = (await SupervisionStore.ByIdsAsync(s, items.Select(i => i.SupervisionId))).ToDictionary(r => r.Id);
        var names = await OrganisationNames.OfAsync(s, rows.Values.Select(r => r.BodyId));
        var reports = (await SupervisionStore.ReportsAsync(s, items.Select(i => i.Id)))
            .ToLookup(r => r.SupervisedId, r => r.View);
        return new JsonArray([.. items.Select(i => (JsonNode)new JsonObject
        {
            ["supervisionId"] = i.SupervisionId.ToString(),
            ["no"] = rows[i.SupervisionId].Input.No,
            ["title"] = rows[i.SupervisionId].Input.Title,
            ["level"] = rows[i.SupervisionId].Level.Word(),
            ["date"] = rows[i.SupervisionId].Date,
            ["bodyId"] = rows[i.SupervisionId].BodyId.ToString(),
            ["bodyName"] = names.GetValueOrDefault(rows[i.SupervisionId].BodyId),
            ["closedAt"] = i.ClosedAt?.UtcDateTime,
            ["reports"] = new JsonArray([.. reports[i.Id].Select(r =>
                JsonSerializer.SerializeToNode(r, TakedownJson.Default.SupervisionReportView))]),
        })]);
    }

    /// <summary>A supervised case closes with its closing report.</summary>
    public async Task<string?> ObstacleAsync(Session s, Guid caseId) =>
        (await SupervisionStore.OfCaseAsync(s, caseId)).Any(i => i.ClosedAt is null) ? "supervision.open" : null;
}
