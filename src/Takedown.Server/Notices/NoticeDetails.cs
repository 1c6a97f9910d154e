using System.Text.Json;
using Takedown.Contracts;
using Takedown.Core.Notices;

namespace Takedown.Server.Notices;

/// <summary>Data of a command. A null value leaves the column of the notice unchanged.</summary>
internal sealed record NoticeDetails
{
    public static readonly NoticeDetails None = new();

    public Measure? Measure { get; init; }

    public Reason? Reason { get; init; }

    public string? PlatformRef { get; init; }

    public AccountRef? Account { get; init; }

    /// <summary>Position in the inbox, allocated at delivery.</summary>
    public long? Seq { get; init; }

    public Supplement? Supplement { get; init; }

    /// <summary>
    /// Whether a platform that repeats its answer changes it: another measure or account, or another reason for
    /// its refusal.
    /// </summary>
    public bool Corrects(NoticeRow row, NoticeCommand command) => command switch
    {
        NoticeCommand.TakeAction => (Measure is { } measure && measure != row.Measure)
            || (Account is { Id: var account } && account != row.AccountId),
        NoticeCommand.Reject => Reason is { } reason
            && row.Reason != JsonSerializer.Serialize(reason, StoredJson.Default.Reason),
        _ => false,
    };

    public NoticeRow ApplyTo(NoticeRow row, NoticeCommand command) => row with
    {
        Measure = Measure ?? row.Measure,
        // The reason of a withdrawal is stored in its event only; the row keeps the reason of the platform.
        // A measure replaces a refusal and its reason.
        Reason = command is NoticeCommand.TakeAction && Reason is null ? null
            : Reason is null || command is NoticeCommand.Withdraw ? row.Reason
            : JsonSerializer.Serialize(Reason, StoredJson.Default.Reason),
        PlatformRef = PlatformRef ?? row.PlatformRef,
        AccountId = Account?.Id ?? row.AccountId,
        AccountName = Account?.Name ?? row.AccountName,
        Supplements = Supplement is null ? row.Supplements
            : JsonSerializer.Serialize([.. row.SupplementList ?? [], Supplement], StoredJson.Default.ListSupplement),
    };
}
