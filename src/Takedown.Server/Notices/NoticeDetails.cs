using System.Text.Json;
using Takedown.Contracts;
using Takedown.Core.Calendars;
using Takedown.Core.Notices;

namespace Takedown.Server.Notices;

/// <summary>Data of a command. A null value leaves the column of the notice unchanged.</summary>
internal sealed record NoticeDetails
{
    public static readonly NoticeDetails None = new();

    /// <summary>Of a withdrawal, with what its claimant says about it.</summary>
    public static NoticeDetails OfWithdrawal(string? reason) =>
        reason is null ? None : new() { Reason = new() { Code = "withdrawn", Text = reason } };

    public Measure? Measure { get; init; }

    public Reason? Reason { get; init; }

    public string? PlatformRef { get; init; }

    public AccountRef? Account { get; init; }

    /// <summary>Position in the inbox, allocated at delivery.</summary>
    public long? Seq { get; init; }

    public Supplement? Supplement { get; init; }

    /// <summary>What the platform found, and when it said so.</summary>
    public (Finding Finding, DateTimeOffset At)? Assessment { get; init; }

    /// <summary>The print of a correction, and when it came.</summary>
    public (string Print, DateTimeOffset At)? Correction { get; init; }

    /// <summary>The due time to which the act deadline is extended.</summary>
    public DueTime? ActDue { get; init; }

    /// <summary>The extension as it is shown (JSON).</summary>
    public string? Extension { get; init; }

    /// <summary>The notice that this one replaces, or that replaces this one.</summary>
    public Guid? Other { get; init; }

    /// <summary>The key that a notice takes again which becomes open again.</summary>
    public byte[]? OpenKey { get; init; }

    /// <summary>
    /// Whether a platform that repeats its answer changes it: another measure or account, or another reason for
    /// its refusal.
    /// </summary>
    public bool Corrects(NoticeRow row, NoticeCommand command) => Redecides(row, command)
        || (command is NoticeCommand.TakeAction && Account is { Id: var account } && account != row.AccountId);

    /// <summary>
    /// Whether that is another decision, which can be contested anew: who the account is decides nothing about it.
    /// </summary>
    public bool Redecides(NoticeRow row, NoticeCommand command) => command switch
    {
        NoticeCommand.TakeAction => Measure is { } measure && measure != row.Measure,
        NoticeCommand.Reject => Reason is { } reason
            && row.Reason != JsonSerializer.Serialize(reason, StoredJson.Default.Reason),
        _ => false,
    };

    /// <summary>Whether a finding is what the platform said before.</summary>
    public bool Repeats(NoticeRow row) =>
        Assessment is { } found && StoredAssessment.Read(row.Assessment)?.Finding == found.Finding;

    private static bool IsOfAnswer(NoticeCommand command) => command is NoticeCommand.Acknowledge
        or NoticeCommand.RequestInformation or NoticeCommand.TakeAction or NoticeCommand.Reject
        or NoticeCommand.Restore or NoticeCommand.TakeBack or NoticeCommand.ReportMeasure;

    public NoticeRow ApplyTo(NoticeRow row, NoticeCommand command) => row with
    {
        Measure = command is NoticeCommand.TakeBack ? null : Measure ?? row.Measure,
        Corrections = Correction is { } one
            ? StoredCorrections.With(row.Corrections, one.Print, one.At) : row.Corrections,
        // Other reasons are stored in their events only; the row keeps the reason of the platform's answer.
        // A measure replaces a refusal and its reason.
        Reason = command is NoticeCommand.TakeAction && Reason is null ? null
            : Reason is null || !IsOfAnswer(command) ? row.Reason
            : JsonSerializer.Serialize(Reason, StoredJson.Default.Reason),
        PlatformRef = PlatformRef ?? row.PlatformRef,
        OpenKey = row.OpenKey ?? (Lifecycle.IsOpen(row.State) ? OpenKey : null),
        AccountId = Account?.Id ?? row.AccountId,
        AccountName = Account?.Name ?? row.AccountName,
        Extension = Extension ?? row.Extension,
        Assessment = Assessment is { } found
            ? StoredAssessment.Found(row.Assessment, found.Finding, found.At) : row.Assessment,
        Supplements = Supplement is null ? row.Supplements
            : JsonSerializer.Serialize([.. row.SupplementList ?? [], Supplement], StoredJson.Default.ListSupplement),
    };
}
