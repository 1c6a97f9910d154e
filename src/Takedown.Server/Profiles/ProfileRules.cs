using System.Globalization;
using Takedown.Contracts;
using Takedown.Server.Http;

namespace Takedown.Server.Profiles;

/// <summary>What a profile and a check of one may say.</summary>
internal static class ProfileRules
{
    private const int MaxChannels = 20, MaxFilings = 50, MaxContacts = 20, MaxReview = 5000, MaxNote = 2000;
    private const int MaxValue = 500, MaxText = 200, MaxFilingName = 300;

    public static List<InputFault> OfPlatform(PlatformProfileInput input)
    {
        List<InputFault> faults = [];
        if (input.Check is not null) faults.Add("/check", "profile.check");
        Each(input.ComplaintChannels, MaxChannels, "/complaintChannels", faults, (channel, at) =>
        {
            if (channel.Channel is null) faults.Add($"{at}/channel", "field.required");
            faults.CheckText(channel.Value, MaxValue, $"{at}/value");
            if (channel is { Channel: { } kind, Value: { Length: > 0 } value }
                && ContactFaults.Of(kind, value) is { } code)
                faults.Add($"{at}/value", code);
            if (channel.LastCheck is not null) faults.Add($"{at}/lastCheck", "profile.check");
        });
        if (input.ComplaintChannels?.DistinctBy(c => c?.Value).Count() < input.ComplaintChannels?.Count)
            faults.Add("/complaintChannels", "value.duplicate");
        faults.CheckLength(input.ReviewMechanism, MaxReview, "/reviewMechanism");
        Each(input.Filings, MaxFilings, "/filings", faults, (filing, at) =>
        {
            if (filing.Kind is null) faults.Add($"{at}/kind", "field.required");
            faults.CheckText(filing.Number, MaxText, $"{at}/number");
            faults.CheckLength(filing.Name, MaxFilingName, $"{at}/name");
        });
        Each(input.Contacts, MaxContacts, "/contacts", faults, (contact, at) =>
        {
            faults.CheckText(contact.Name, MaxText, $"{at}/name");
            faults.CheckLength(contact.Role, MaxText, $"{at}/role");
            faults.CheckLength(contact.Phone, MaxText, $"{at}/phone");
            faults.CheckLength(contact.Email, MaxText, $"{at}/email");
        });
        return faults;
    }

    /// <param name="input">What the body sent.</param>
    /// <param name="said">The profile that was checked.</param>
    public static List<InputFault> OfBody(PlatformProfileInput input, ProfileContent said)
    {
        List<InputFault> faults = [];
        if (input.ComplaintChannels is not null) faults.Add("/complaintChannels", "profile.platform");
        if (input.ReviewMechanism is not null) faults.Add("/reviewMechanism", "profile.platform");
        if (input.Filings is not null) faults.Add("/filings", "profile.platform");
        if (input.Contacts is not null) faults.Add("/contacts", "profile.platform");
        if (input.Check is not { } check)
        {
            faults.Add("/check", "field.required");
            return faults;
        }
        faults.CheckLength(check.Note, MaxNote, "/check/note");
        Each(check.Channels, MaxChannels, "/check/channels", faults, (tried, at) =>
        {
            if (tried.Works is null) faults.Add($"{at}/works", "field.required");
            if (string.IsNullOrEmpty(tried.Value)) faults.Add($"{at}/value", "field.required");
            else if (!said.Channels.Any(c => c.Value == tried.Value)) faults.Add($"{at}/value", "channel.unknown");
        });
        if (check.Channels?.DistinctBy(c => c?.Value).Count() < check.Channels?.Count)
            faults.Add("/check/channels", "value.duplicate");
        return faults;
    }

    private static void Each<T>(
        IReadOnlyList<T>? items, int max, string pointer, List<InputFault> faults, Action<T, string> check)
    {
        if (items?.Count > max)
            faults.Add(pointer, "list.too-long", max.ToString(CultureInfo.InvariantCulture));
        foreach (var (i, item) in (items ?? []).Take(max).Index())
        {
            if (item is null) faults.Add($"{pointer}/{i}", "field.required");
            else check(item, $"{pointer}/{i}");
        }
    }
}
