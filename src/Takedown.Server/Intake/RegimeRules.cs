using System.Collections.Concurrent;
using FluentValidation;
using Takedown.Contracts;
using Takedown.Server.Setup;

namespace Takedown.Server.Intake;

/// <summary>
/// The elements one regime requires, built from its data. A notice is held to its own regime's list and to no other:
/// one form with everybody's fields would break "simplify the procedure" (A12).
/// </summary>
internal sealed class RegimeRules : AbstractValidator<NoticeInput>
{
    private static readonly ConcurrentDictionary<string, RegimeRules> ByCode = new(StringComparer.Ordinal);

    private RegimeRules(Regime regime)
    {
        foreach (var element in regime.Required) Require(element);
    }

    public static RegimeRules For(Regime regime) => ByCode.GetOrAdd(regime.Code, static (_, r) => new RegimeRules(r), regime);

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
                RuleFor(n => n).Must(n => n.RightsHolder is { } p && (Says(p.Contact) || Says(p.Email) || Says(p.Phone)))
                    .Fault("/rightsHolder/contact", "contact.required");
                break;
            case "location":
                RuleFor(n => n).Must(n => Says(n.Target?.Url) || Says(n.Target?.Locator)).Fault("/target/url", "location.required");
                break;
            case "evidence":
                RuleFor(n => n).Must(n => n.Evidence is { Count: > 0 }).Fault("/evidence", "evidence.required");
                break;
            case "ownership-proof":
                RuleFor(n => n).Must(HasOwnershipProof).Fault("/work/registrationNo", "ownership.required");
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
        RuleFor(n => n).Must(n => n.Statements?.Any(s => Statements.Canonical(s) == statement) == true)
            .Fault("/statements", "statement.required", statement);
    }

    private void Filled(Func<NoticeInput, string?> field, string pointer) =>
        RuleFor(n => n).Must(n => Says(field(n))).Fault(pointer, "field.required");

    private static bool HasOwnershipProof(NoticeInput n) =>
        Says(n.Work?.RegistrationNo) || n.Evidence?.Any(e => e?.Kind is "ownership" or "registration" or "contract" or "ownership-proof") == true;

    private static bool Says(string? text) => !string.IsNullOrWhiteSpace(text);
}

/// <summary>Statements by the names in use; the laws' own words differ from country to country.</summary>
internal static class Statements
{
    public static string Canonical(string statement) => statement switch
    {
        "accuracy" or "truth" => "truth",
        "bona-fide" or "good-faith" => "good-faith",
        "perjury" or "under-perjury" or "authority" or "authority-under-perjury" => "authority-under-perjury",
        _ => statement,
    };
}
