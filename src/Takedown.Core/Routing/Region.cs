namespace Takedown.Core.Routing;

/// <summary>
/// Region codes: <c>CN-</c> and the six digits of GB/T 2260, or the nine of GB/T 10114 for a township; a country of ISO
/// 3166-1, a subdivision of another country by ISO 3166-2 (<c>US-CA</c>), or <c>EU</c>. Upper case only, so that each
/// place has one code.
/// </summary>
public static class Region
{
    private const string Eu = "EU";
    private const int County = 9, Township = 12;

    /// <summary>Whether the text is a region code.</summary>
    public static bool IsValid(string? region) => region switch
    {
        null => false,
        Eu => true,
        { Length: 2 } => Countries.IsCode(region),
        // GB/T 2260 only: CN-BJ besides CN-110000 would be a second code for one place.
        ['C', 'N', '-', .. { Length: 9 } digits] => IsGb10114(digits),
        ['C', 'N', '-', .. var digits] => IsGb2260(digits),
        [_, _, '-', .. { Length: >= 1 and <= 3 } part] =>
            Countries.IsCode(region[..2]) && part.All(c => char.IsAsciiDigit(c) || char.IsAsciiLetterUpper(c)),
        _ => false,
    };

    /// <summary>
    /// The region and the regions that contain it, nearest first; empty for a text that is not a region code.
    /// </summary>
    public static IEnumerable<string> Chain(string region)
    {
        if (!IsValid(region)) yield break;
        yield return region;
        if (region == Eu) yield break;
        if (region.Length == Township)
        {
            region = region[..County];
            yield return region;
        }
        if (region.Length == County)
        {
            if (region[7..] != "00") yield return $"{region[..7]}00";
            if (region[5..] != "0000") yield return $"{region[..5]}0000";
        }
        var country = region[..2];
        if (region.Length > 2) yield return country;
        if (Countries.IsInEu(country)) yield return Eu;
    }

    /// <summary>Whether a region is the same as another or within it.</summary>
    public static bool IsWithin(string region, string ancestor) =>
        Chain(region).Contains(ancestor, StringComparer.Ordinal);

    /// <summary>
    /// How the codes of a region and of those within it begin, as a pattern of SQL. The members of <c>EU</c> have no
    /// beginning in common: its pattern has only itself.
    /// </summary>
    public static string PatternOf(string region) => region switch
    {
        Eu => Eu,
        { Length: County } when region[5..] == "0000" => $"{region[..5]}%",
        { Length: County } when region[7..] == "00" => $"{region[..7]}%",
        _ => $"{region}%",
    };

    // A township is in a county, or in a prefecture without counties. 000 would be a second code for that.
    private static bool IsGb10114(string digits) =>
        !digits.AsSpan().ContainsAnyExceptInRange('0', '9')
        && IsGb2260(digits[..6]) && digits[2..4] != "00" && digits[6..] != "000";

    // 00 is not a province, and a county under prefecture 00 would have a province as its prefecture.
    private static bool IsGb2260(string digits) =>
        digits.Length == 6
        && !digits.AsSpan().ContainsAnyExceptInRange('0', '9')
        && digits[..2] != "00"
        && (digits[2..4] != "00" || digits[4..] == "00");
}
