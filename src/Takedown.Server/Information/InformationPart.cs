using System.Text.Json;
using System.Text.Json.Nodes;
using Takedown.Contracts.Json;
using Takedown.Core.Deadlines;
using Takedown.Server.Cases;
using Takedown.Server.Notices;
using Takedown.Storage;

namespace Takedown.Server.Information;

/// <summary>The requests of a case and their answers, which are evidence of it; without the merchants.</summary>
internal sealed class InformationPart : ICasePart
{
    public string Name => "information-requests";

    public async Task<JsonNode?> OfAsync(Session s, Guid caseId)
    {
        var rows = await InformationStore.OfCaseAsync(s, caseId);
        if (rows.Count == 0) return null;
        var deadlines = await DeadlineStore.OfAsync(s, DeadlineOwner.InformationRequest, [.. rows.Select(r => r.Id)]);
        return new JsonArray([.. rows.Select(r => (JsonNode)Json(r, deadlines[r.Id].Single()))]);
    }

    private static JsonObject Json(InformationRequest row, Deadline due) => new()
    {
        ["id"] = row.Id.ToString(),
        ["platformId"] = row.PlatformId.ToString(),
        ["kind"] = row.Kind.Word(),
        ["questions"] = JsonNode.Parse(row.Questions),
        ["at"] = row.At.UtcDateTime,
        ["due"] = due.Due.UtcDateTime,
        ["sla"] = due.Status.Word(),
        ["answeredAt"] = row.AnsweredAt?.UtcDateTime,
        ["refusal"] = row.Refusal,
        ["extension"] = row.Extension is null ? null : JsonNode.Parse(row.Extension),
        ["answer"] = row.AnswerView is { } answer
            ? JsonSerializer.SerializeToNode(answer, TakedownJson.Default.InformationAnswerView) : null,
    };

    /// <summary>A platform that does not answer does not keep a case open.</summary>
    public Task<string?> ObstacleAsync(Session s, Guid caseId) => Task.FromResult<string?>(null);
}
