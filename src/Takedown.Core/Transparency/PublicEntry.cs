namespace Takedown.Core.Transparency;

/// <summary>
/// What the public record has of one notice: the notice as everybody reads it, or the mark that it is hidden. It is a
/// state and not a change, so of two entries the one with the higher version counts.
/// </summary>
public abstract record PublicEntry
{
    /// <summary>The schema that this program writes. A higher number has every entry written anew.</summary>
    public const int CurrentSchema = 1;

    /// <summary>Id of the notice.</summary>
    public required Guid Id { get; init; }
    /// <summary>Version of the notice.</summary>
    public required long Version { get; init; }
    /// <summary>The schema in which the entry was written.</summary>
    public int Schema { get; init; } = CurrentSchema;
    /// <summary>From when on it may be read.</summary>
    public required DateTimeOffset PublishAt { get; init; }
    /// <summary>From when on it may no longer be read.</summary>
    public required DateTimeOffset ExpireAt { get; init; }

    /// <summary>
    /// Whether this entry replaces one with that version and schema. An entry of the same version is written again only
    /// by a program with a newer schema.
    /// </summary>
    public bool Replaces(long version, int schema) => version < Version || (version == Version && schema < Schema);
}

/// <summary>
/// Stands for a notice that is hidden. It keeps the version, so that a late writer does not bring the notice back.
/// </summary>
public sealed record HiddenNotice : PublicEntry
{
    /// <summary>Why it is hidden, as a word.</summary>
    public required string Ground { get; init; }

    /// <summary>The mark for a notice whose profile hides it.</summary>
    public static HiddenNotice Of(NoticeToPublish notice, ReleaseProfile profile) => new()
    {
        Id = notice.Id,
        Version = notice.Version,
        PublishAt = profile.PublishAt(notice),
        ExpireAt = profile.ExpireAt(notice),
        Ground = profile.HiddenFor
            ?? throw new ArgumentException("The profile does not hide the notice.", nameof(profile)),
    };
}
