using System.Globalization;
using Takedown.Contracts;
using Takedown.Core.Targets;

namespace Takedown.Core.NeverTouch;

/// <summary>What is wrong with a list of what is never claimed.</summary>
public static class NeverTouchFaults
{
    private const int MaxEntries = 2000, MaxAccount = 200, MaxNote = 500;

    /// <summary>The faults of the entries, with their pointers and the maximum of what is too long.</summary>
    public static IReadOnlyList<(string Pointer, string Code, string? Max)> Check(
        IReadOnlyList<NeverTouchEntry> entries)
    {
        if (entries.Count > MaxEntries)
            return [("/entries", "list.too-long", MaxEntries.ToString("N0", CultureInfo.InvariantCulture))];
        List<(string, string, string?)> faults = [];
        foreach (var (i, entry) in entries.Index()) Check(entry, $"/entries/{i}", faults);
        return faults;
    }

    /// <summary>The text by which a URL is compared; null if it is none.</summary>
    internal static string? IdentityOf(string url) =>
        CanonicalUrl.Parse(url, out var parsed, allowAddress: true) is UrlFault.None ? parsed!.Identity : null;

    /// <summary>A host as it is compared; null if it is none.</summary>
    internal static string? HostOf(string host) =>
        host.AsSpan().IndexOfAny("/?#@\\") < 0
            && CanonicalUrl.Parse($"https://{host}/", out var parsed, allowAddress: true) is UrlFault.None
            && parsed!.Port is null ? parsed.Host : null;

    private static void Check(NeverTouchEntry? entry, string at, List<(string, string, string?)> faults)
    {
        if (entry is null)
        {
            faults.Add((at, FaultCodes.Required, null));
            return;
        }
        var named = (entry.Host is null ? 0 : 1) + (entry.Url is null ? 0 : 1) + (entry.Account is null ? 0 : 1);
        if (named != 1) faults.Add((at, "never-touch.one", null));
        if (entry.Host is not null && HostOf(entry.Host) is null)
            faults.Add(($"{at}/host", FaultCodes.BadFormat, null));
        if (entry.Url is not null && IdentityOf(entry.Url) is null)
            faults.Add(($"{at}/url", FaultCodes.BadFormat, null));
        if (entry.Account?.Length > MaxAccount) faults.Add(($"{at}/account", FaultCodes.TooLong, $"{MaxAccount}"));
        else if (entry.Account is not null && string.IsNullOrEmpty(AccountText.Of(entry.Account)))
            faults.Add(($"{at}/account", FaultCodes.Required, null));
        if (entry.PlatformId is not null && entry.Account is null)
            faults.Add(($"{at}/platformId", FaultCodes.NotAllowed, null));
        if (entry.Note?.Length > MaxNote) faults.Add(($"{at}/note", FaultCodes.TooLong, $"{MaxNote}"));
    }
}
