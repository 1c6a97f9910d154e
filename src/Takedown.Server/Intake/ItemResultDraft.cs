using System.Text;
using Takedown.Contracts;
using Takedown.Server.Http;

namespace Takedown.Server.Intake;

/// <summary>An item result before localization.</summary>
internal sealed record ItemResultDraft(
    long Index, string? ClientRef, ItemStatus Status, Guid? NoticeId, IReadOnlyList<InputFault> Faults)
{
    public long? Row { get; init; }

    public IReadOnlyList<InputFault> Warnings { get; init; } = [];

    /// <summary>The claimant's own data, as stored.</summary>
    public string? Metadata { get; init; }

    public PreflightView? Preflight { get; init; }

    public IReadOnlyList<RespondentResult>? Respondents { get; init; }

    public static ItemResultDraft Of(JudgedItem item, ItemOutcome outcome) =>
        new(item.Index, item.ClientRef, outcome.Status, outcome.NoticeId, outcome.FaultsOf(item))
        {
            Row = item.Row.Number,
            Warnings = WarningsOf(item, outcome.Status),
            Metadata = item.Metadata is null ? null : Encoding.UTF8.GetString(item.Metadata),
            Preflight = outcome.Preflight,
            Respondents = outcome.Respondents,
        };

    public ItemResult Localize(string language, bool isDryRun = false) => new()
    {
        Index = Index,
        Row = Row,
        ClientRef = ClientRef,
        Status = Status,
        NoticeId = NoticeId,
        Errors = Faults.Count == 0 ? null
            : Problems.Localize(isDryRun ? Faults.Select(WithoutKeeping) : Faults, language),
        Metadata = Notices.Metadata.Read(Metadata),
        Warnings = Warnings.Count == 0 ? null : Problems.Localize(Warnings, language),
        Deficient = IsDeficient(Status, Warnings) ? true : null,
        Respondents = Respondents,
        Preflight = Preflight,
    };

    /// <summary>The warnings of an item; what one lacks that was not accepted is no matter.</summary>
    public static IReadOnlyList<InputFault> WarningsOf(JudgedItem item, ItemStatus status) =>
        status is ItemStatus.Accepted || item.Special?.Missing is null ? item.Warnings
            : [.. item.Warnings.TakeWhile(w => w.Code is not ("notice.deficient" or "notice.incomplete"))];

    /// <summary>Whether an accepted item is not sent before it is complete.</summary>
    public static bool IsDeficient(ItemStatus status, IReadOnlyList<InputFault> warnings)
    {
        if (status is not ItemStatus.Accepted) return false;
        foreach (var warning in warnings)
        {
            if (warning.Code == "notice.deficient") return true;
        }
        return false;
    }

    /// <summary>A dry run keeps nothing for the operator, and does not say so.</summary>
    private static InputFault WithoutKeeping(InputFault fault) =>
        fault.Code == "platform.unknown" ? fault with { Text = "platform.unknown-dry-run" } : fault;
}
