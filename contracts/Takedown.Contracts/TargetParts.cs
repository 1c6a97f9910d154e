namespace Takedown.Contracts;

// The typed parts of a target. Each says exactly where the material is, as a URL does.

/// <summary>A token on a chain.</summary>
public sealed record NftPart
{
    /// <summary>Name of the chain, at most 100 characters; compared without case.</summary>
    public string? Chain { get; set; }
    /// <summary>Address of the contract, at most 200 characters; <c>0x…</c> is compared without case.</summary>
    public string? Contract { get; set; }
    /// <summary>Id of the token, at most 200 characters.</summary>
    public string? Token { get; set; }
}

/// <summary>A share of a cloud disk.</summary>
public sealed record SharePart
{
    /// <summary>The code that opens the share, at most 200 characters.</summary>
    public string? Code { get; set; }
}

/// <summary>An app of a store.</summary>
public sealed record AppPart
{
    /// <summary>Name of the store, at most 100 characters; compared without case.</summary>
    public string? Store { get; set; }
    /// <summary>Package name or id in the store, at most 200 characters.</summary>
    public string? Package { get; set; }
    /// <summary>Version, at most 100 characters; absent for all versions.</summary>
    public string? Version { get; set; }
}

/// <summary>An item on sale: with its shop and number in the shop, its trade item number, or both.</summary>
public sealed record ListingPart
{
    /// <summary>Shop on the platform, at most 200 characters.</summary>
    public string? Shop { get; set; }
    /// <summary>Number of the item in the shop, at most 200 characters.</summary>
    public string? Sku { get; set; }
    /// <summary>Global Trade Item Number (EAN, UPC): 8, 12, 13 or 14 digits with their check digit.</summary>
    public string? Gtin { get; set; }
}

/// <summary>A place outside the network, such as a private cinema.</summary>
public sealed record VenuePart
{
    /// <summary>Name, at most 300 characters.</summary>
    public string? Name { get; set; }
    /// <summary>Postal address, at most 500 characters.</summary>
    public string? Address { get; set; }
}
