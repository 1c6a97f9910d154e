using System.Text.Json;
using System.Text.Json.Serialization;
using Takedown.Contracts;
using Takedown.Server.Http;

namespace Takedown.Server.HeldActs;

/// <summary>What an act is about.</summary>
internal enum HeldSubject
{
    Notices,
    AccountActions,
}

/// <summary>One answer to many notices or account actions, as stored.</summary>
internal sealed record HeldAct
{
    public Guid Id { get; init; }
    public Guid OrganisationId { get; init; }
    public Guid KeyId { get; init; }
    public string Language { get; init; } = "";
    public HeldSubject About { get; init; }
    public string Ids { get; init; } = "";
    public string Answer { get; init; } = "";
    public string? Undone { get; init; }
    public HeldStatus Status { get; init; }
    public int Version { get; init; }
    public DateTimeOffset CreatedAt { get; init; }
    public DateTimeOffset DueAt { get; init; }
    public DateTimeOffset? DoneAt { get; init; }
    public string? Results { get; init; }
    public string? Code { get; init; }

    public IReadOnlyList<Guid> IdList => JsonSerializer.Deserialize(Ids, HeldJson.Default.ListGuid)!;

    public HashSet<Guid> UndoneSet =>
        Undone is null ? [] : [.. JsonSerializer.Deserialize(Undone, HeldJson.Default.ListGuid)!];

    public HeldAnswer AnswerValue => JsonSerializer.Deserialize(Answer, HeldJson.Default.HeldAnswer)!;

    public IReadOnlyList<HeldResult> ResultList =>
        Results is null ? [] : JsonSerializer.Deserialize(Results, HeldJson.Default.ListHeldResult)!;

    public HeldAnswersView View(string language)
    {
        var (answer, results) = (AnswerValue, ResultList);
        int? Count(ResponseStatus status) =>
            Status is HeldStatus.Done ? results.Count(r => r.Status == status) : null;
        return new()
        {
            Id = Id,
            AccountActions = About is HeldSubject.AccountActions ? true : null,
            Status = Status,
            Response = answer.Response,
            Measure = answer.Measure,
            Reason = answer.Reason,
            At = CreatedAt,
            DueAt = DueAt,
            DoneAt = DoneAt,
            Total = IdList.Count,
            Undone = UndoneSet.Count,
            Applied = Count(ResponseStatus.Applied),
            Unchanged = Count(ResponseStatus.Unchanged),
            Refused = Count(ResponseStatus.Refused),
            Code = Code,
            Message = Code is null ? null : Messages.Text(Code, language),
        };
    }
}

/// <summary>The answer, the same to each.</summary>
internal sealed record HeldAnswer(
    ResponseKind Response, Measure? Measure, Reason? Reason, Finding? Finding = null, bool? Corrects = null,
    bool? SettlesOthers = null);

/// <summary>What became of one answer.</summary>
internal sealed record HeldResult(Guid Id, ResponseStatus Status, string? Code, string? Message);

[JsonSourceGenerationOptions(
    JsonSerializerDefaults.Web, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(List<Guid>))]
[JsonSerializable(typeof(HeldAnswer))]
[JsonSerializable(typeof(List<HeldResult>))]
internal sealed partial class HeldJson : JsonSerializerContext;
