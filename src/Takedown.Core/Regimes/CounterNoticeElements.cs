using Takedown.Contracts;

namespace Takedown.Core.Regimes;

/// <summary>What a counter-notice says, as far as a regime may require it.</summary>
public sealed record CounterNoticeContent
{
    /// <summary>Whose material it is.</summary>
    public Party? Accused { get; init; }
    /// <summary>Whether it says what is to be restored: the notices, or a title with an address.</summary>
    public bool HasLocation { get; init; }
    /// <summary>Preliminary proof that nothing was infringed.</summary>
    public IReadOnlyList<Contracts.Evidence?>? Evidence { get; init; }
    /// <summary>Why the measure is wrong.</summary>
    public string? Explanation { get; init; }
    /// <summary>Statements of the user, by any of their names.</summary>
    public IReadOnlyList<string?>? Statements { get; init; }
    /// <summary>Consent to the jurisdiction of the court and to the service of process.</summary>
    public bool? ConsentToJurisdiction { get; init; }
    /// <summary>Typed name or electronic signature.</summary>
    public string? Signature { get; init; }
}

/// <summary>
/// The elements of a counter-notice that a regime requires. As with notices, only its own: 条例 16 asks for an address,
/// 电子商务法 43 for evidence alone.
/// </summary>
public static class CounterNoticeElements
{
    private static readonly Dictionary<string, Predicate<CounterNoticeContent>> Met = new(StringComparer.Ordinal)
    {
        ["/accused/name"] = c => HasText(c.Accused?.Name),
        ["/accused/contact"] = c =>
            c.Accused is { } a && (HasText(a.Contact) || HasText(a.Email) || HasText(a.Phone)),
        ["/accused/address"] = c => HasText(c.Accused?.Address),
        [NoticeElements.Location] = c => c.HasLocation,
        ["evidence"] = c => c.Evidence?.Any(e => e is not null) == true,
        ["/explanation"] = c => HasText(c.Explanation),
        ["/consentToJurisdiction"] = c => c.ConsentToJurisdiction == true,
        ["/signature"] = c => HasText(c.Signature),
    };

    /// <summary>Whether the element can be told; a statement by its canonical name.</summary>
    public static bool IsKnown(string? element) => element is not null
        && (Met.ContainsKey(element) || NoticeElements.IsStatement(element, Statements.OfCounterNotice));

    /// <summary>The required elements that are missing, in the order of the regime; none for a complete one.</summary>
    public static IReadOnlyList<string> Missing(Regime regime, CounterNoticeContent content) =>
        [.. regime.CounterNotice.Required.Where(element => !IsMet(element, content))];

    private static bool IsMet(string element, CounterNoticeContent content)
    {
        if (Met.TryGetValue(element, out var met)) return met(content);
        var statement = element[NoticeElements.Statement.Length..];
        return content.Statements?.Any(s => s is not null && Statements.OfCounterNotice(s) == statement) == true;
    }

    private static bool HasText(string? text) => !string.IsNullOrWhiteSpace(text);
}
