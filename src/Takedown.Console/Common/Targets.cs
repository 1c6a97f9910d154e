using Takedown.Contracts;

namespace Takedown.Screens.Common;

/// <summary>Where an infringement is, as one text. It is never a link.</summary>
public static class Targets
{
    public static string Text(Target target) => target.Url ?? string.Join(" · ", Parts(target)
        .Where(part => !string.IsNullOrWhiteSpace(part)).DefaultIfEmpty("–"));

    private static IEnumerable<string?> Parts(Target target) =>
    [
        target.Locator,
        target.Nft?.Chain, target.Nft?.Contract, target.Nft?.Token,
        target.App?.Store, target.App?.Package, target.App?.Version,
        target.Listing?.Shop, target.Listing?.Sku, target.Listing?.Gtin,
        target.Venue?.Name, target.Venue?.Address,
        target.Account?.Name ?? target.Account?.Id,
    ];
}
