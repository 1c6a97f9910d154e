using System.Text.Json;
using Takedown.Contracts;
using Takedown.Contracts.Json;
using Takedown.Server.Connectors;
using Takedown.Server.Notices;
using Takedown.Server.Registry;
using Takedown.Storage;

namespace Takedown.Server.Information;

/// <summary>What a platform is told of a request: in its feed, and by message if it is pushed.</summary>
internal static class InformationMessages
{
    public static readonly MessageKind Kind = new(EventKind.InformationDemanded, "information.requested", ReadAsync);

    public static EventRow EventOf(InformationRequest request, DateTimeOffset due) => new()
    {
        At = request.At,
        Kind = EventKind.InformationDemanded,
        PlatformId = request.PlatformId,
        Entries =
        [
            new EventEntry
            {
                Id = request.Id,
                Due = due,
                Reason = new() { Code = request.Kind.Word(), Text = $"/v1/information-requests/{request.Id}" },
            },
        ],
    };

    /// <summary>Nothing is said of a request that was answered meanwhile.</summary>
    private static async Task<IReadOnlyList<MessageContent>> ReadAsync(
        Session s, IReadOnlyList<PlatformMessage> messages, DateTimeOffset now)
    {
        var ids = messages.Select(m => m.SubjectId).Distinct().ToList();
        var rows = (await InformationStore.ByIdsAsync(s, ids)).ToDictionary(r => r.Id);
        var deadlines = await DeadlineStore.OfAsync(s, DeadlineOwner.InformationRequest, ids);
        var names = await OrganisationNames.OfAsync(s, rows.Values.Select(r => r.BodyId));
        return [.. messages.Select(m => rows.GetValueOrDefault(m.SubjectId) is { Outcome: RequestOutcome.Open } row
            ? new(JsonSerializer.SerializeToUtf8Bytes(new InformationMessage
            {
                Id = row.Id,
                BodyId = row.BodyId,
                BodyName = names.GetValueOrDefault(row.BodyId),
                Kind = row.Kind,
                Questions = row.QuestionList,
                At = row.At,
                Due = deadlines[row.Id].Single().Due,
            }, TakedownJson.Default.InformationMessage))
            : default(MessageContent))];
    }
}
