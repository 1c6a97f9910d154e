using System.Text;
using Takedown.Contracts;
using Takedown.Core.Unicode;

namespace Takedown.Core.Targets;

/// <summary>The typed parts of a target: their rules, and how they are compared.</summary>
public static class TargetParts
{
    /// <summary>Whether the target has a typed part, which locates it as a URL does.</summary>
    public static bool Any(Target target) =>
        target is not { Nft: null, Share: null, App: null, Listing: null, Venue: null };

    /// <summary>The faults of the parts, with pointers below <c>/target</c>; with the maximum of a long text.</summary>
    public static IReadOnlyList<(string Pointer, string Code, string? Max)> Check(Target target)
    {
        if (!Any(target)) return [];
        List<(string, string, string?)> faults = [];
        foreach (var (pointer, text, max, isRequired) in FieldsOf(target))
        {
            if (text?.Length > max) faults.Add((pointer, FaultCodes.TooLong, $"{max}"));
            else if (string.IsNullOrWhiteSpace(text))
            {
                if (isRequired) faults.Add((pointer, FaultCodes.Required, null));
            }
            else if (Invisible.IsIn(text) || Invisible.HasControl(text))
            {
                faults.Add((pointer, FaultCodes.BadCharacter, null));
            }
        }
        if (target.Listing?.Gtin is { Length: <= 40 } gtin && !string.IsNullOrWhiteSpace(gtin) && Digits(gtin) is null)
            faults.Add(("/target/listing/gtin", FaultCodes.BadFormat, null));
        return faults;
    }

    /// <summary>The parts as they are compared, each on a line of its own; null if there are none.</summary>
    public static string? Identity(Target target)
    {
        if (!Any(target)) return null;
        var text = new StringBuilder();
        if (target.Nft is { } nft) Add("nft", Lower(nft.Chain), ContractOf(nft.Contract), Plain(nft.Token));
        if (target.Share is { } share) Add("share", Plain(share.Code));
        if (target.App is { } app) Add("app", Lower(app.Store), Plain(app.Package), Plain(app.Version));
        if (target.Listing is { } listing)
            Add("listing", Plain(listing.Shop), Plain(listing.Sku), Digits(listing.Gtin ?? "") ?? "");
        if (target.Venue is { } venue)
            Add("venue", DuplicateKey.Folded(venue.Name), DuplicateKey.Folded(venue.Address));
        return text.ToString();

        void Add(string name, params ReadOnlySpan<string> parts)
        {
            text.Append('\n').Append(name);
            foreach (var part in parts) text.Append('\t').Append(part);
        }
    }

    private static IEnumerable<(string Pointer, string? Text, int Max, bool IsRequired)> FieldsOf(Target t)
    {
        if (t.Nft is { } nft)
        {
            yield return ("/target/nft/chain", nft.Chain, 100, true);
            yield return ("/target/nft/contract", nft.Contract, 200, true);
            yield return ("/target/nft/token", nft.Token, 200, true);
        }
        if (t.Share is { } share) yield return ("/target/share/code", share.Code, 200, true);
        if (t.App is { } app)
        {
            yield return ("/target/app/store", app.Store, 100, true);
            yield return ("/target/app/package", app.Package, 200, true);
            yield return ("/target/app/version", app.Version, 100, false);
        }
        if (t.Listing is { } listing)
        {
            // A trade item number alone names the goods everywhere; otherwise shop and number belong together.
            var isNumbered = !string.IsNullOrWhiteSpace(listing.Gtin);
            yield return ("/target/listing/shop", listing.Shop, 200, !isNumbered);
            yield return ("/target/listing/sku", listing.Sku, 200, !isNumbered);
            yield return ("/target/listing/gtin", listing.Gtin, 40, false);
        }
        if (t.Venue is { } venue)
        {
            yield return ("/target/venue/name", venue.Name, 300, true);
            yield return ("/target/venue/address", venue.Address, 500, true);
        }
    }

    private static string Plain(string? text) => Normal.Nfc(text?.Trim() ?? "");

    private static string Lower(string? text) => Plain(text).ToLowerInvariant();

    /// <summary>A hexadecimal address has no case; the alphabets of other chains do.</summary>
    private static string ContractOf(string? text) =>
        Plain(text) is var plain && plain.StartsWith("0x", StringComparison.OrdinalIgnoreCase)
            ? plain.ToLowerInvariant() : plain;

    /// <summary>The number in 14 digits, as all its forms are; null if it is none.</summary>
    private static string? Digits(string text)
    {
        var digits = text.Replace(" ", "", StringComparison.Ordinal).Replace("-", "", StringComparison.Ordinal);
        if (digits.Length is not (8 or 12 or 13 or 14) || !digits.All(char.IsAsciiDigit)) return null;
        digits = digits.PadLeft(14, '0');
        var sum = digits.Select((c, i) => (c - '0') * (i % 2 == 0 ? 3 : 1)).Sum();
        return sum % 10 == 0 ? digits : null;
    }
}
