using Takedown.Contracts;
using Takedown.Core.Routing;
using Takedown.Core.Targets;
using Takedown.Core.Unicode;
using Takedown.Server.Http;
using Takedown.Server.Notices;

namespace Takedown.Server.Intake;

/// <summary>
/// Rules for all notices, independent of the regime: lengths, tokens, counts and plausible times. Plain functions,
/// because the overhead of FluentValidation exceeds the cost of these checks. Routing checks regime, platform and URL.
/// </summary>
internal static class NoticeValidator
{
    public const int MaxRef = 200;

    public static void Check(NoticeInput n, DateTimeOffset now, List<InputFault> faults)
    {
        faults.CheckLength(n.ClientRef, MaxRef, "/clientRef");
        faults.CheckToken(n.IpType, "/ipType");
        faults.CheckLength(n.Infringement, 200, "/infringement");
        faults.CheckLength(n.Signature, 500, "/signature");
        faults.CheckLength(n.Explanation, 5000, "/explanation");
        CheckWork(n.Work, faults);
        CheckTarget(n.Target, faults);
        CheckParty(n.RightsHolder, faults);
        faults.CheckTokens(n.Statements, 20, "/statements");
        faults.CheckTokens(n.Measures, 20, "/measures");
        EvidenceRules.Check(n.Evidence, now, faults);
        Metadata.Check(n.Metadata, "/metadata", faults);
        CheckOrder(n.Order, faults);
        if (n.Accused?.Region is { } region && !Region.IsValid(region))
            faults.Add("/accused/region", "region.unknown");
        ClaimPath.Check(n.Path, faults);
        Respondents.Check(n, faults);
        if (n.Missing is not null) faults.Add("/missing", "field.unknown", "missing");
    }

    private static void CheckOrder(OrderRef? order, List<InputFault> faults)
    {
        if (order is null) return;
        faults.CheckLength(order.No, 200, "/order/no");
        faults.CheckLength(order.LegalBasis, 1000, "/order/legalBasis");
        faults.CheckLength(order.Officer, 200, "/order/officer");
        if (order.DocumentSha256 is { } hash && (hash.Length != 64 || !hash.All(char.IsAsciiHexDigit)))
            faults.Add("/order/documentSha256", "sha256.invalid");
    }

    private static void CheckWork(Work? work, List<InputFault> faults)
    {
        if (work is null) return;
        faults.CheckLength(work.Title, 500, "/work/title");
        faults.CheckToken(work.Type, "/work/type");
        faults.CheckLength(work.RegistrationNo, 200, "/work/registrationNo");
    }

    private static void CheckTarget(Target? target, List<InputFault> faults)
    {
        if (target is null) return;
        faults.CheckToken(target.Type, "/target/type");
        faults.CheckLength(target.Locator, 1000, "/target/locator");
        if (Invisible.IsIn(target.Locator) || Invisible.HasControl(target.Locator))
            faults.Add("/target/locator", "url.bad-character");
        foreach (var (pointer, code, max) in TargetParts.Check(target))
            faults.Add(pointer, code, max is null ? [] : [max]);
        if (target.Account is not { } account) return;
        if (string.IsNullOrWhiteSpace(account.Id)) faults.Add("/target/account/id", "field.required");
        faults.CheckLength(account.Id, 200, "/target/account/id");
        faults.CheckLength(account.Name, 200, "/target/account/name");
        if (Invisible.HasControl(account.Id)) faults.Add("/target/account/id", "account.invalid");
    }

    private static void CheckParty(Party? party, List<InputFault> faults)
    {
        if (party is null) return;
        faults.CheckLength(party.Name, 300, "/rightsHolder/name");
        faults.CheckLength(party.Contact, 500, "/rightsHolder/contact");
        faults.CheckLength(party.Email, 320, "/rightsHolder/email");
        faults.CheckLength(party.Phone, 60, "/rightsHolder/phone");
        faults.CheckLength(party.Address, 500, "/rightsHolder/address");
        if (party.Email is { Length: <= 320 } email && !Emails.LooksRight(email))
        {
            faults.Add("/rightsHolder/email", "email.invalid");
        }
        faults.CheckToken(party.Kind, "/rightsHolder/kind");
        if (party.Country is { } country && country.Length != 2) faults.Add("/rightsHolder/country", "country.unknown");
    }
}
