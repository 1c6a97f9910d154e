namespace Takedown.Core.Transparency;

/// <summary>
/// What of a notice is released, and when. The public sees the notice and its result with personal data removed; what
/// people decide about one notice is added to that.
/// </summary>
public sealed record ReleaseProfile
{
    /// <summary>From the delivery to the publication.</summary>
    public TimeSpan Delay { get; init; }
    /// <summary>From the publication to its end.</summary>
    public TimeSpan Retention { get; init; } = TimeSpan.FromDays(1826);
    /// <summary>Why this notice is hidden, as a word; null if it is not.</summary>
    public string? HiddenFor { get; init; }
    /// <summary>
    /// Fields of this notice withheld by hand, each one of <see cref="PublicNotice.Withholdable"/>.
    /// </summary>
    public IReadOnlyList<string> Withheld { get; init; } = [];
    /// <summary>A corrected title; null for the one of the notice.</summary>
    public string? WorkTitle { get; init; }
    /// <summary>A corrected registration number; null for the one of the notice.</summary>
    public string? RegistrationNo { get; init; }
    /// <summary>What was said about the notice and is released with it.</summary>
    public IReadOnlyList<PublicStatement> Statements { get; init; } = [];

    /// <summary>From when on a notice is public.</summary>
    public DateTimeOffset PublishAt(NoticeToPublish notice) => notice.DeliveredAt + Delay;

    /// <summary>From when on it is no longer.</summary>
    public DateTimeOffset ExpireAt(NoticeToPublish notice) => PublishAt(notice) + Retention;
}
