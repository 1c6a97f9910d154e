using System.Collections.Frozen;
using System.Runtime.CompilerServices;
using Takedown.Contracts;
using Takedown.Core.Regimes;
using Takedown.Core.Targets;
using Takedown.Server.Http;

namespace Takedown.Server.Notices;

/// <summary>
/// The required elements of one regime, built from its data. A notice is checked only against its own regime: one form
/// with the fields of all laws would not simplify the procedure (src/Takedown.Core/Packs/README.md).
/// </summary>
internal sealed class RegimeRules
{
    /// <summary>Cached by instance: each version of a regime in a registry snapshot has its own rules.</summary>
    private static readonly ConditionalWeakTable<Regime, RegimeRules> Compiled = [];

    private readonly List<(string Name, Predicate<NoticeInput> Met, InputFault Fault)> elements = [];
    private readonly FrozenDictionary<string, RegimeRules>? byIpType, byMode;

    private readonly IReadOnlyList<string> curable;

    private RegimeRules(Regime regime) : this(regime.Required, regime.Deficiency.Curable ?? [])
    {
        byIpType = Table(regime.RequiredByIpType, regime);
        byMode = Table(regime.RequiredByMode, regime);
    }

    private RegimeRules(IEnumerable<string> required, IReadOnlyList<string> curable)
    {
        this.curable = curable;
        foreach (var element in required) elements.Add(ElementOf(element));
    }

    public static RegimeRules For(Regime regime) => Compiled.GetValue(regime, static r => new RegimeRules(r));

    /// <summary>The faults of missing elements.</summary>
    public static IEnumerable<InputFault> FaultsOf(IEnumerable<string> missing) =>
        missing.Select(element => ElementOf(element).Fault);

    /// <summary>Which of some elements a notice lacks.</summary>
    public static IReadOnlyList<string> MissingOf(NoticeInput notice, IEnumerable<string> elements) =>
        [.. elements.Where(element => !ElementOf(element).Met(notice))];

    /// <param name="notice">The notice.</param>
    /// <param name="faults">Receives the elements that it lacks and that cannot follow.</param>
    /// <returns>The missing elements that can follow; null if there are none.</returns>
    public List<string>? Check(NoticeInput notice, List<InputFault> faults)
    {
        List<string>? missing = null;
        foreach (var (name, met, fault) in elements)
        {
            if (!met(notice)) Miss(name, fault, faults, ref missing);
        }
        var (forRight, forMode) =
            (Of(byIpType, notice.IpType ?? "copyright"), Of(byMode, notice.Infringement));
        foreach (var (name, met, fault) in forRight?.elements ?? [])
        {
            if (!met(notice)) Miss(name, fault, faults, ref missing);
        }
        if (forMode is null) return missing;
        // The right and the mode may ask for the same report, which is missing once.
        foreach (var (name, met, fault) in forMode.elements)
        {
            if (!met(notice) && forRight?.elements.Exists(e => e.Name == name) is not true)
                Miss(name, fault, faults, ref missing);
        }
        return missing;
    }

    private void Miss(string name, InputFault fault, List<InputFault> faults, ref List<string>? missing)
    {
        if (curable.Contains(name)) (missing ??= []).Add(name);
        else faults.Add(fault);
    }

    private static RegimeRules? Of(FrozenDictionary<string, RegimeRules>? table, string? word) =>
        table is null || word is null ? null : table.GetValueOrDefault(word);

    private static FrozenDictionary<string, RegimeRules>? Table(
        IReadOnlyDictionary<string, IReadOnlyList<string>>? table, Regime regime) => table?.ToFrozenDictionary(
            p => p.Key, p => new RegimeRules(p.Value.Except(regime.Required), regime.Deficiency.Curable ?? []));

    private static (string Name, Predicate<NoticeInput> Met, InputFault Fault) ElementOf(string element)
    {
        var (met, fault) = element switch
        {
            "/rightsHolder/name" => Text(n => n.RightsHolder?.Name, element),
            "/rightsHolder/address" => Text(n => n.RightsHolder?.Address, element),
            "/work/title" => Text(n => n.Work?.Title, element),
            "/explanation" => Text(n => n.Explanation, element),
            "/signature" => Text(n => n.Signature, element),
            "/order/no" => Text(n => n.Order?.No, element),
            "/order/legalBasis" => Text(n => n.Order?.LegalBasis, element),
            "/order/officer" => Text(n => n.Order?.Officer, element),
            "/order/documentSha256" => Text(n => n.Order?.DocumentSha256, element),
            "rights-holder-email" => Text(n => n.RightsHolder?.Email, "/rightsHolder/email"),
            "rights-holder-contact" => (
                n => n.RightsHolder is { } p && (HasText(p.Contact) || HasText(p.Email) || HasText(p.Phone)),
                new("/rightsHolder/contact", "contact.required")),
            NoticeElements.Location => (
                n => HasText(n.Target?.Url) || HasText(n.Target?.Locator)
                    || (n.Target is { } target && TargetParts.Any(target)),
                new("/target/url", "location.required")),
            "evidence" => (n => n.Evidence is { Count: > 0 }, new("/evidence", "evidence.required")),
            "comparison-report" or "evaluation-report" => (
                n => n.Evidence?.Any(e => e?.Kind == element) == true,
                new("/evidence", "evidence.kind-required", element)),
            "ownership-proof" => (HasOwnershipProof, new("/work/registrationNo", "ownership.required")),
            _ => StatementOf(element),
        };
        return (element, met, fault);
    }

    private static (Predicate<NoticeInput> Met, InputFault Fault) StatementOf(string element)
    {
        if (!NoticeElements.IsKnown(element))
            throw new InvalidOperationException($"A regime requires the unknown element '{element}'.");
        var statement = element[NoticeElements.Statement.Length..];
        return (n => n.Statements?.Any(s => Statements.Canonical(s) == statement) == true,
            new("/statements", "statement.required", statement));
    }

    private static (Predicate<NoticeInput> Met, InputFault Fault) Text(
        Func<NoticeInput, string?> field, string pointer) =>
        (n => HasText(field(n)), new(pointer, "field.required"));

    private static bool HasOwnershipProof(NoticeInput n) =>
        HasText(n.Work?.RegistrationNo)
        || n.Evidence?.Any(e => e?.Kind is "ownership" or "registration" or "contract" or "ownership-proof") == true;

    private static bool HasText(string? text) => !string.IsNullOrWhiteSpace(text);
}
