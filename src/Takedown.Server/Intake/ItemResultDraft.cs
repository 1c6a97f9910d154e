using Takedown.Contracts;
using Takedown.Server.Http;

namespace Takedown.Server.Intake;

/// <summary>An item result before localization.</summary>
internal sealed record ItemResultDraft(
    long Index, string? ClientRef, ItemStatus Status, Guid? NoticeId, IReadOnlyList<InputFault> Faults)
{
    public static ItemResultDraft Of(JudgedItem item, ItemOutcome outcome) =>
        new(item.Index, item.ClientRef, outcome.Status, outcome.NoticeId, item.Faults);

    public ItemResult Localize(string language) => new()
    {
        Index = Index,
        ClientRef = ClientRef,
        Status = Status,
        NoticeId = NoticeId,
        Errors = Faults.Count == 0 ? null : Problems.Localize(Faults, language),
    };
}
