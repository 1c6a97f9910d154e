using Takedown.Contracts;
using Takedown.Storage;

namespace Takedown.Server.Notices;

/// <summary>A notice whose target is shared with others, and who confirmed it.</summary>
internal sealed record ConfirmationRow
{
    public Guid NoticeId { get; init; }
    public Guid ClaimantId { get; init; }
    public Guid PlatformId { get; init; }
    public SharedTarget Reason { get; init; }
    /// <summary>Until it is confirmed or withdrawn.</summary>
    public bool Waiting { get; init; }
    public DateTimeOffset HeldAt { get; init; }
    /// <summary>The key that submitted it; empty where it was not kept.</summary>
    public Guid KeyId { get; init; }
    public Guid? PersonId { get; init; }
    public string? Person { get; init; }
    public DateTimeOffset? ConfirmedAt { get; init; }
    public Guid? ConfirmedKey { get; init; }
    public Guid? ConfirmedPerson { get; init; }
    public string? ConfirmedName { get; init; }

    /// <summary>Of its notice, where it was read with it.</summary>
    public string? Target { get; init; }

    public const string Columns =
        """
        c.notice_id, c.claimant_id, c.platform_id, c.reason, c.waiting, c.held_at, c.key_id, c.person_id, c.person,
        c.confirmed_at, c.confirmed_key, c.confirmed_person, c.confirmed_name
        """;

    public static readonly Table<ConfirmationRow> Table = new("confirmations",
    [
        new("notice_id", ColumnType.Id, c => c.NoticeId, Key: true),
        new("claimant_id", ColumnType.Id, c => c.ClaimantId),
        new("platform_id", ColumnType.Id, c => c.PlatformId),
        new("reason", ColumnType.Number, c => c.Reason),
        new("waiting", ColumnType.Number, c => c.Waiting ? 1 : 0),
        new("held_at", ColumnType.Instant, c => c.HeldAt),
        new("key_id", ColumnType.Id, c => c.KeyId),
        new("person_id", ColumnType.Id, c => c.PersonId),
        new("person", ColumnType.Text, c => c.Person),
        new("confirmed_at", ColumnType.Instant, c => c.ConfirmedAt),
        new("confirmed_key", ColumnType.Id, c => c.ConfirmedKey),
        new("confirmed_person", ColumnType.Id, c => c.ConfirmedPerson),
        new("confirmed_name", ColumnType.Text, c => c.ConfirmedName),
    ]);

    public ConfirmationView View() => new()
    {
        NoticeId = NoticeId,
        Status = Waiting ? ConfirmationStatus.Waiting
            : ConfirmedAt is null ? ConfirmationStatus.Withdrawn : ConfirmationStatus.Confirmed,
        Reason = Reason,
        CanonicalUrl = Target?.Split('\n')[0],
        PlatformId = PlatformId,
        HeldAt = HeldAt,
        SubmittedBy = new() { KeyId = KeyId == Guid.Empty ? null : KeyId, PersonId = PersonId, Person = Person },
        ConfirmedAt = ConfirmedAt,
        ConfirmedBy = ConfirmedAt is null ? null
            : new() { KeyId = ConfirmedKey, PersonId = ConfirmedPerson, Person = ConfirmedName },
    };
}
