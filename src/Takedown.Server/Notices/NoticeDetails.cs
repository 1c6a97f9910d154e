using System.Text.Json;
using Takedown.Contracts;
using Takedown.Core.Notices;

namespace Takedown.Server.Notices;

/// <summary>What comes with a command. What is null leaves the notice as it is.</summary>
internal sealed record NoticeDetails
{
    public static readonly NoticeDetails None = new();

    public Measure? Measure { get; init; }

    public Reason? Reason { get; init; }

    public string? PlatformRef { get; init; }

    public AccountRef? Account { get; init; }

    /// <summary>Position in the inbox, taken with the delivery.</summary>
    public long? Seq { get; init; }

    public Supplement? Supplement { get; init; }

    public NoticeRow ApplyTo(NoticeRow row, NoticeCommand command) => row with
    {
        Seq = Seq ?? row.Seq,
        Measure = Measure ?? row.Measure,
        // The reason of a withdrawal belongs to the history; the row keeps the platform's.
        Reason = Reason is null || command is NoticeCommand.Withdraw ? row.Reason
            : JsonSerializer.Serialize(Reason, StoredJson.Default.Reason),
        PlatformRef = PlatformRef ?? row.PlatformRef,
        AccountId = Account?.Id ?? row.AccountId,
        AccountName = Account?.Name ?? row.AccountName,
        Supplements = Supplement is null ? row.Supplements
            : JsonSerializer.Serialize([.. row.SupplementList ?? [], Supplement], StoredJson.Default.ListSupplement),
    };
}
