using Takedown.Contracts;
using Takedown.Core.Words;

namespace Takedown.Core.Regimes;

/// <summary>The elements of a notice that a regime may require. The intake knows how each one is met.</summary>
public static class NoticeElements
{
    /// <summary>How an element begins that is a statement of the sender.</summary>
    public const string Statement = "statement:";

    /// <summary>What is infringed on where; without it a notice names nothing that could be acted on.</summary>
    public const string Location = "location";

    /// <summary>The effect of an incomplete notice that is sent, and counts as far as it shows.</summary>
    public const string AsToWhatItShows = "as-to-what-it-shows";

    /// <summary>All but the statements.</summary>
    public static IReadOnlyList<string> Known { get; } =
    [
        "/rightsHolder/name", "/rightsHolder/address", "rights-holder-contact", "rights-holder-email", "/work/title",
        Location, "evidence", "ownership-proof", "comparison-report", "evaluation-report", "/explanation", "/signature",
        "/order/no", "/order/legalBasis", "/order/officer", "/order/documentSha256",
    ];

    /// <summary>Whether the intake can tell if a notice has the element; a statement by its canonical name.</summary>
    public static bool IsKnown(string? element) =>
        element is not null && (Known.Contains(element) || IsStatement(element, Statements.Canonical));

    private static readonly string[] Following =
        ["evidence", "comparison-report", "evaluation-report", "/explanation", "/signature"];

    /// <summary>
    /// Whether an element may follow the notice. Whose right it is, what is infringed, where and by what order never
    /// follows: another answer to these is another notice.
    /// </summary>
    public static bool IsCurable(string? element) => element is not null
        && (Following.Contains(element) || IsStatement(element, Statements.Canonical));

    /// <summary>All that a regime requires of a notice, by its right and its mode, each once.</summary>
    public static IReadOnlyList<string> Of(Regime regime, string? ipType, string? mode) =>
    [
        .. regime.Required
            .Concat(regime.RequiredByIpType?.GetValueOrDefault(ipType ?? "copyright") ?? [])
            .Concat(mode is null ? [] : regime.RequiredByMode?.GetValueOrDefault(mode) ?? []).Distinct(),
    ];

    /// <summary>Whether the element is a statement by its canonical name.</summary>
    internal static bool IsStatement(string element, Func<string, string> canonical)
    {
        if (!element.StartsWith(Statement, StringComparison.Ordinal)) return false;
        var name = element[Statement.Length..];
        return Token.Is(name) && canonical(name) == name;
    }
}
