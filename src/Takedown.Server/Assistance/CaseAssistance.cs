using System.Text.Json;
using System.Text.Json.Nodes;
using Takedown.Contracts.Json;
using Takedown.Server.Cases;
using Takedown.Storage;

namespace Takedown.Server.Assistance;

/// <summary>The assistance that was asked for about a case; it never keeps a case from being closed.</summary>
internal sealed class CaseAssistance(TimeProvider time) : ICasePart
{
    private const string About =
        "SELECT id FROM assistance WHERE subject_id = @caseId ORDER BY id LIMIT 1000";

    public string Name => "assistance";

    public async Task<JsonNode?> OfAsync(Session s, Guid caseId)
    {
        var list = new JsonArray();
        foreach (var id in await s.QueryAsync<Guid>(About, new { caseId }))
        {
            var view = await AssistanceStore.ViewAsync(
                s, (await AssistanceStore.FindAsync(s, id))!, time.GetUtcNow());
            list.Add(JsonSerializer.SerializeToNode(view, TakedownJson.Default.AssistanceView));
        }
        return list.Count == 0 ? null : list;
    }

    public Task<string?> ObstacleAsync(Session s, Guid caseId) => Task.FromResult<string?>(null);
}
