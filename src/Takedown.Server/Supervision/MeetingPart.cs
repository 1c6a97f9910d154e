using System.Text.Json;
using System.Text.Json.Nodes;
using Takedown.Contracts.Json;
using Takedown.Server.Cases;
using Takedown.Storage;

namespace Takedown.Server.Supervision;

/// <summary>Meetings and inspections about a case.</summary>
internal sealed class MeetingPart : ICasePart
{
    public string Name => "meetings";

    public async Task<JsonNode?> OfAsync(Session s, Guid caseId) =>
        await MeetingStore.OfCaseAsync(s, caseId) is { Count: > 0 } meetings
            ? new JsonArray([.. meetings.Select(m =>
                JsonSerializer.SerializeToNode(m, TakedownJson.Default.MeetingView))])
            : null;

    public Task<string?> ObstacleAsync(Session s, Guid caseId) => Task.FromResult<string?>(null);
}
