using Takedown.Contracts;
using Takedown.Core.Targets;
using Takedown.Server.Http;
using Takedown.Server.Notices;

namespace Takedown.Server.Leads;

/// <summary>The targets of a lead: a lead may be about anything, also a place outside the network.</summary>
internal static class LeadTargets
{
    public const int Max = 100;
    private const int MaxText = 1000;

    /// <summary>The URL in its canonical spelling; people leave out the scheme.</summary>
    public static CanonicalUrl? UrlOf(string? text) => Parse(text, out var url) is UrlFault.None ? url : null;

    public static UrlFault Parse(string? text, out CanonicalUrl? url)
    {
        url = null;
        if (text is null) return UrlFault.None;
        var fault = CanonicalUrl.Parse(text, out url, allowAddress: true);
        return fault is UrlFault.NotAbsolute ? CanonicalUrl.Parse($"https://{text}", out url, allowAddress: true)
            : fault;
    }

    private static bool IsSomewhere(Target target) =>
        target is not { Url: null, Locator: null, Nft: null, Share: null, App: null, Listing: null, Venue: null }
        || target.Account?.Id is not null;

    public static void Check(IReadOnlyList<Target?>? targets, List<InputFault> faults)
    {
        if (targets?.Count > Max) faults.Add(new("/targets", "list.too-long", $"{Max}"));
        for (var i = 0; i < Math.Min(targets?.Count ?? 0, Max); i++)
        {
            var at = $"/targets/{i}";
            if (targets![i] is not { } target)
            {
                faults.Add(new(at, "field.type", "object"));
                continue;
            }
            if (Parse(target.Url, out _) is var fault and not UrlFault.None) faults.Add(new($"{at}/url", fault.Code()));
            if (target.Type is { } type && !Validation.IsToken(type)) faults.Add(new($"{at}/type", "value.token"));
            if (target.Locator?.Length > MaxText) faults.Add(new($"{at}/locator", "value.too-long", $"{MaxText}"));
            if (target.Account?.Id?.Length > 200) faults.Add(new($"{at}/account/id", "value.too-long", "200"));
            if (!IsSomewhere(target)) faults.Add(new(at, "location.required"));
        }
    }
}
