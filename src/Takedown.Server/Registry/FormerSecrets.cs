using System.Globalization;

namespace Takedown.Server.Registry;

/// <summary>
/// The former signing secrets of a webhook that still sign, newest first. Each does for a day, however often the secret
/// is rotated meanwhile: the receiver may still use any of them.
/// </summary>
internal sealed record FormerSecrets(IReadOnlyList<(string Secret, DateTimeOffset Until)> All)
{
    public static readonly TimeSpan Overlap = TimeSpan.FromDays(1);

    /// <summary>
    /// Stored as <c>secret@until</c>, separated by spaces. Earlier versions stored one secret with its time beside it.
    /// </summary>
    public static FormerSecrets Of(Organisation organisation, DateTimeOffset now) => new([
        .. (organisation.FormerSecret ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries)
            .Select(stored => stored.Split('@') is [var secret, var until]
                ? (secret, DateTimeOffset.FromUnixTimeMilliseconds(long.Parse(until, CultureInfo.InvariantCulture)))
                : (stored, organisation.FormerSecretUntil ?? DateTimeOffset.MinValue))
            .Where(former => former.Item2 > now)]);

    /// <summary>The organisation with a new secret; its present one becomes the newest of the former.</summary>
    public Organisation Rotate(Organisation organisation, string secret, DateTimeOffset now)
    {
        var until = now + Overlap;
        return organisation with
        {
            Secret = secret,
            FormerSecret = string.Join(' ', All.Prepend((organisation.Secret!, until)).Select(former => string.Create(
                CultureInfo.InvariantCulture, $"{former.Item1}@{former.Item2.ToUnixTimeMilliseconds()}"))),
            FormerSecretUntil = until,
        };
    }
}
