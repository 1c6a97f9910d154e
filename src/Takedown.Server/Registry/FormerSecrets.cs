using System.Globalization;

namespace Takedown.Server.Registry;

/// <summary>
/// The former signing secrets of a webhook that still sign, newest first. Each does for a day, however often the secret
/// is rotated meanwhile: the receiver may still use any of them.
/// </summary>
internal sealed record FormerSecrets(IReadOnlyList<(string Secret, DateTimeOffset Until)> All)
{
    private static readonly TimeSpan Overlap = TimeSpan.FromDays(1);

    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(1);

    /// <summary>Each rotation leaves a secret that signs for a day; a receiver checks every signature.</summary>
    private const int Max = 10;

    /// <summary>
    /// Stored as <c>secret@until</c>, separated by spaces. Earlier versions stored one secret with its time beside it.
    /// </summary>
    public static FormerSecrets Of(Organisation organisation, DateTimeOffset now) =>
        Of(organisation.FormerSecret, organisation.FormerSecretUntil, now);

    /// <param name="stored">The stored former secrets, decrypted.</param>
    /// <param name="single">Until when a single one without its own time signs.</param>
    /// <param name="now">The present time.</param>
    public static FormerSecrets Of(string? stored, DateTimeOffset? single, DateTimeOffset now) => new([
        .. (stored ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries)
            .Select(one => one.Split('@') is [var secret, var until]
                ? (secret, DateTimeOffset.FromUnixTimeMilliseconds(long.Parse(until, CultureInfo.InvariantCulture)))
                : (one, single ?? DateTimeOffset.MinValue))
            .Where(former => former.Item2 > now)]);

    /// <summary>The present secret with these; none where the present one cannot be read.</summary>
    public IReadOnlyList<string> With(string? secret) =>
        secret is null ? [] : [secret, .. All.Select(former => former.Secret)];

    /// <summary>As they are stored after a rotation, in which the present secret becomes the newest of them.</summary>
    /// <param name="present">The present secret; null if it cannot be read.</param>
    /// <param name="now">The present time.</param>
    public (string Stored, DateTimeOffset Until) Add(string? present, DateTimeOffset now)
    {
        var until = now + Overlap;
        var all = present is null ? All : All.Prepend((present, until));
        return (string.Join(' ', all.Select(former => string.Create(
            CultureInfo.InvariantCulture, $"{former.Item1}@{former.Item2.ToUnixTimeMilliseconds()}"))), until);
    }

    /// <summary>The organisation with a new secret.</summary>
    public Organisation Rotate(Organisation organisation, string secret, DateTimeOffset now)
    {
        var (stored, until) = Add(organisation.Secret, now);
        return organisation with { Secret = secret, FormerSecret = stored, FormerSecretUntil = until };
    }

    /// <summary>
    /// When the secret may be rotated: a minute after the last rotation, and when one of ten has expired.
    /// </summary>
    public DateTimeOffset NextAt(DateTimeOffset now)
    {
        if (All.Count == 0) return now;
        var next = All[0].Until - Overlap + Pause;
        return All.Count >= Max && All[^1].Until > next ? All[^1].Until : next;
    }
}
