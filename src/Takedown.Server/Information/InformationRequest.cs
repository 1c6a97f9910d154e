using System.Text.Json;
using Takedown.Contracts;
using Takedown.Contracts.Json;
using Takedown.Storage;

namespace Takedown.Server.Information;

/// <summary>How a request ended, as stored. Whether it is overdue is the matter of its deadline.</summary>
internal enum RequestOutcome
{
    Open,
    Answered,
    Refused,
}

/// <summary>A request for information as stored.</summary>
internal sealed record InformationRequest
{
    public Guid Id { get; init; }
    public Guid CaseId { get; init; }
    public Guid BodyId { get; init; }
    public string Region { get; init; } = "";
    public string Function { get; init; } = "";
    public Guid PlatformId { get; init; }
    public InformationRequestKind Kind { get; init; }
    public string Questions { get; init; } = "[]";
    public DateTimeOffset At { get; init; }
    public RequestOutcome Outcome { get; init; }
    public DateTimeOffset? AnsweredAt { get; init; }
    public string? Refusal { get; init; }
    public string? Extension { get; init; }
    /// <summary>The answer as JSON, without the merchant.</summary>
    public string? Answer { get; init; }
    /// <summary>The merchant as JSON, encrypted.</summary>
    public string? Merchant { get; init; }

    public IReadOnlyList<string> QuestionList =>
        JsonSerializer.Deserialize(Questions, TakedownJson.Default.IReadOnlyListString)!;

    public ExtensionView? ExtensionView =>
        Extension is null ? null : JsonSerializer.Deserialize(Extension, TakedownJson.Default.ExtensionView);

    public InformationAnswerView? AnswerView =>
        Answer is null ? null : JsonSerializer.Deserialize(Answer, TakedownJson.Default.InformationAnswerView);

    public static readonly Table<InformationRequest> Table = new("information_requests",
    [
        new("id", ColumnType.Id, r => r.Id, Key: true),
        new("case_id", ColumnType.Id, r => r.CaseId),
        new("body_id", ColumnType.Id, r => r.BodyId),
        new("region", ColumnType.Text, r => r.Region),
        new("function", ColumnType.Text, r => r.Function),
        new("platform_id", ColumnType.Id, r => r.PlatformId),
        new("kind", ColumnType.Number, r => r.Kind),
        new("questions", ColumnType.Text, r => r.Questions),
        new("at", ColumnType.Instant, r => r.At),
        new("outcome", ColumnType.Number, r => r.Outcome),
        new("answered_at", ColumnType.Instant, r => r.AnsweredAt),
        new("refusal", ColumnType.Text, r => r.Refusal),
        new("extension", ColumnType.Text, r => r.Extension),
        new("answer", ColumnType.Text, r => r.Answer),
        new("merchant", ColumnType.Text, r => r.Merchant),
    ]);
}
