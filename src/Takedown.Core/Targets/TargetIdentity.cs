using Takedown.Contracts;

namespace Takedown.Core.Targets;

/// <summary>The text by which targets of one platform are compared.</summary>
public static class TargetIdentity
{
    /// <summary>
    /// The URL, or else the type and the account; then the locator and the typed parts, each on a line of its own.
    /// </summary>
    public static string Of(Target target, CanonicalUrl? url)
    {
        var locator = string.IsNullOrWhiteSpace(target.Locator) ? "" : "\n" + Locator.Canonical(target.Locator);
        var text = url is not null ? url.Identity + locator
            : $"{target.Type ?? "other"}:{AccountText.Normalize(target.Account)?.Id}{locator}";
        return TargetParts.Identity(target) is { } parts ? text + parts : text;
    }
}
