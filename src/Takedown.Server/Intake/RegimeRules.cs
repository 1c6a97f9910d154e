using System.Runtime.CompilerServices;
using Takedown.Contracts;
using Takedown.Server.Http;

namespace Takedown.Server.Intake;

/// <summary>
/// The required elements of one regime, built from its data. A notice is checked only against its own regime: one form
/// with the fields of all laws would not simplify the procedure (src/Takedown.Core/Packs/README.md).
/// </summary>
internal sealed class RegimeRules
{
    /// <summary>Cached by instance: each version of a regime in a registry snapshot has its own rules.</summary>
    private static readonly ConditionalWeakTable<Regime, RegimeRules> Compiled = [];

    private readonly List<(Predicate<NoticeInput> Met, InputFault Fault)> elements = [];

    private RegimeRules(Regime regime)
    {
        foreach (var element in regime.Required) Require(element);
    }

    public static RegimeRules For(Regime regime) => Compiled.GetValue(regime, static r => new RegimeRules(r));

    public void Check(NoticeInput notice, List<InputFault> faults)
    {
        foreach (var (met, fault) in elements)
        {
            if (!met(notice)) faults.Add(fault);
        }
    }

    private void Require(string element)
    {
        switch (element)
        {
            case "/rightsHolder/name":
                RequireText(n => n.RightsHolder?.Name, element);
                break;
            case "/rightsHolder/address":
                RequireText(n => n.RightsHolder?.Address, element);
                break;
            case "/work/title":
                RequireText(n => n.Work?.Title, element);
                break;
            case "/explanation":
                RequireText(n => n.Explanation, element);
                break;
            case "/signature":
                RequireText(n => n.Signature, element);
                break;
            case "rights-holder-email":
                RequireText(n => n.RightsHolder?.Email, "/rightsHolder/email");
                break;
            case "rights-holder-contact":
                Require(n => n.RightsHolder is { } p && (HasText(p.Contact) || HasText(p.Email) || HasText(p.Phone)),
                    "/rightsHolder/contact", "contact.required");
                break;
            case "location":
                Require(n => HasText(n.Target?.Url) || HasText(n.Target?.Locator), "/target/url", "location.required");
                break;
            case "evidence":
                Require(n => n.Evidence is { Count: > 0 }, "/evidence", "evidence.required");
                break;
            case "ownership-proof":
                Require(HasOwnershipProof, "/work/registrationNo", "ownership.required");
                break;
            default:
                RequireStatement(element);
                break;
        }
    }

    private void RequireStatement(string element)
    {
        const string prefix = "statement:";
        if (!element.StartsWith(prefix, StringComparison.Ordinal))
        {
            throw new InvalidOperationException($"The regime pack requires the unknown element '{element}'.");
        }
        var statement = element[prefix.Length..];
        Require(n => n.Statements?.Any(s => Statements.Canonical(s) == statement) == true,
            "/statements", "statement.required", statement);
    }

    private void RequireText(Func<NoticeInput, string?> field, string pointer) =>
        Require(n => HasText(field(n)), pointer, "field.required");

    private void Require(Predicate<NoticeInput> met, string pointer, string code, params string[] args) =>
        elements.Add((met, new(pointer, code, args)));

    private static bool HasOwnershipProof(NoticeInput n) =>
        HasText(n.Work?.RegistrationNo)
        || n.Evidence?.Any(e => e?.Kind is "ownership" or "registration" or "contract" or "ownership-proof") == true;

    private static bool HasText(string? text) => !string.IsNullOrWhiteSpace(text);
}
