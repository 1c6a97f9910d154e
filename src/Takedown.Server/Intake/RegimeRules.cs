using System.Runtime.CompilerServices;
using Takedown.Contracts;
using Takedown.Server.Http;

namespace Takedown.Server.Intake;

/// <summary>
/// The elements one regime requires, built from its data. A notice is held to its own regime's list and to no other:
/// one form with the fields of all laws would not simplify the procedure (src/Takedown.Core/Packs/README.md).
/// </summary>
internal sealed class RegimeRules
{
    /// <summary>By instance: another version of a regime in another registry snapshot has rules of its own.</summary>
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
                Filled(n => n.RightsHolder?.Name, element);
                break;
            case "/rightsHolder/address":
                Filled(n => n.RightsHolder?.Address, element);
                break;
            case "/work/title":
                Filled(n => n.Work?.Title, element);
                break;
            case "/explanation":
                Filled(n => n.Explanation, element);
                break;
            case "/signature":
                Filled(n => n.Signature, element);
                break;
            case "rights-holder-email":
                Filled(n => n.RightsHolder?.Email, "/rightsHolder/email");
                break;
            case "rights-holder-contact":
                Require(n => n.RightsHolder is { } p && (Says(p.Contact) || Says(p.Email) || Says(p.Phone)),
                    "/rightsHolder/contact", "contact.required");
                break;
            case "location":
                Require(n => Says(n.Target?.Url) || Says(n.Target?.Locator), "/target/url", "location.required");
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
            throw new InvalidOperationException($"The regime pack requires '{element}', which no rule knows.");
        }
        var statement = element[prefix.Length..];
        Require(n => n.Statements?.Any(s => Statements.Canonical(s) == statement) == true,
            "/statements", "statement.required", statement);
    }

    private void Filled(Func<NoticeInput, string?> field, string pointer) =>
        Require(n => Says(field(n)), pointer, "field.required");

    private void Require(Predicate<NoticeInput> met, string pointer, string code, params string[] args) =>
        elements.Add((met, new(pointer, code, args)));

    private static bool HasOwnershipProof(NoticeInput n) =>
        Says(n.Work?.RegistrationNo)
        || n.Evidence?.Any(e => e?.Kind is "ownership" or "registration" or "contract" or "ownership-proof") == true;

    private static bool Says(string? text) => !string.IsNullOrWhiteSpace(text);
}
