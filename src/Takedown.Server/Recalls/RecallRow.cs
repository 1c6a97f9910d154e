using System.Text.Json;
using System.Text.Json.Serialization;
using Takedown.Contracts;

namespace Takedown.Server.Recalls;

/// <summary>A recall and how far it is.</summary>
internal sealed record RecallRow
{
    public Guid Id { get; init; }
    public Guid ClaimantId { get; init; }
    public OrganisationKind ByKind { get; init; }
    public Guid? BatchId { get; init; }
    /// <summary>The notices as JSON; null for a batch.</summary>
    public string? NoticeIds { get; init; }
    /// <summary>Those of a batch that stay, as JSON.</summary>
    public string? Excepted { get; init; }
    public string? Reason { get; init; }
    public RecallState State { get; init; }
    /// <summary>Each step states the version that it has read, so that of two only one takes place.</summary>
    public long Version { get; init; }
    /// <summary>Number of notices that have their result.</summary>
    public long Position { get; init; }
    /// <summary>Where the next step begins: after this item of the batch.</summary>
    public long Cursor { get; init; }
    public long Total { get; init; }
    public long Withdrawn { get; init; }
    public long RestoreDue { get; init; }
    public long Unchanged { get; init; }
    public long Refused { get; init; }
    public DateTimeOffset CreatedAt { get; init; }
    /// <summary>When the process that runs it last said so.</summary>
    public DateTimeOffset TakenAt { get; init; }
    public DateTimeOffset? DoneAt { get; init; }

    public IReadOnlyList<Guid> IdList => Read(NoticeIds);

    public HashSet<Guid> ExceptedSet => [.. Read(Excepted)];

    public static string Write(IEnumerable<Guid> ids) =>
        JsonSerializer.Serialize([.. ids], RecallJson.Default.ListGuid);

    public RecallView View() => new()
    {
        Id = Id,
        State = State,
        BatchId = BatchId,
        Reason = Reason,
        At = CreatedAt,
        DoneAt = DoneAt,
        Total = Total,
        Withdrawn = Withdrawn,
        RestoreDue = RestoreDue,
        Unchanged = Unchanged,
        Refused = Refused,
        ResultsUrl = $"/v1/recalls/{Id}/results",
    };

    /// <summary>The recall after a step.</summary>
    /// <param name="results">What the step did.</param>
    /// <param name="cursor">The last item that it has read.</param>
    /// <param name="isLast">Whether nothing is left.</param>
    /// <param name="now">The time.</param>
    public RecallRow After(IReadOnlyList<RecallResultRow> results, long cursor, bool isLast, DateTimeOffset now)
    {
        int Count(ResponseStatus status) => results.Count(r => r.Status == status);
        var restored = results.Count(r => r is { Status: ResponseStatus.Applied, State: NoticeState.RestoreDue });
        return this with
        {
            State = isLast ? RecallState.Done : State,
            Position = Position + results.Count,
            Cursor = cursor,
            Withdrawn = Withdrawn + Count(ResponseStatus.Applied) - restored,
            RestoreDue = RestoreDue + restored,
            Unchanged = Unchanged + Count(ResponseStatus.Unchanged),
            Refused = Refused + Count(ResponseStatus.Refused),
            TakenAt = now,
            DoneAt = isLast ? now : null,
        };
    }

    private static List<Guid> Read(string? ids) =>
        ids is null ? [] : JsonSerializer.Deserialize(ids, RecallJson.Default.ListGuid)!;
}

[JsonSerializable(typeof(List<Guid>))]
internal sealed partial class RecallJson : JsonSerializerContext;
