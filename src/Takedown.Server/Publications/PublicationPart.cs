using System.Text.Json.Nodes;
using Takedown.Contracts.Json;
using Takedown.Server.Cases;
using Takedown.Storage;

namespace Takedown.Server.Publications;

/// <summary>The publications of a case.</summary>
internal sealed class PublicationPart : ICasePart
{
    public string Name => "publications";

    public async Task<JsonNode?> OfAsync(Session s, Guid caseId)
    {
        var rows = await PublicationStore.OfCaseAsync(s, caseId);
        return rows.Count == 0 ? null : new JsonArray([.. rows.Select(r => (JsonNode)new JsonObject
        {
            ["id"] = r.Id.ToString(),
            ["kind"] = r.Kind.Word(),
            ["title"] = r.Title,
            ["text"] = r.Text,
            ["status"] = r.Status.Word(),
            ["publishOn"] = r.PublishOn,
            ["approvedAt"] = r.ApprovedAt?.UtcDateTime,
            ["withdrawnAt"] = r.WithdrawnAt?.UtcDateTime,
            ["reason"] = r.Reason,
        })]);
    }

    /// <summary>Decisions are published after a case is closed too.</summary>
    public Task<string?> ObstacleAsync(Session s, Guid caseId) => Task.FromResult<string?>(null);
}
