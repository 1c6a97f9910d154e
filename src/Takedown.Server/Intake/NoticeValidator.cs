using System.Globalization;
using FluentValidation;
using Takedown.Contracts;
using Takedown.Server.Http;
using Takedown.Server.Notices;

namespace Takedown.Server.Intake;

/// <summary>What every notice must keep to, whatever its regime: lengths, words, counts, sane times.</summary>
internal sealed class NoticeValidator : AbstractValidator<NoticeInput>
{
    public const int MaxRef = 200;
    private const int MaxEvidence = 50;

    /// <summary>One rule, not one for each field: what FluentValidation does around a rule costs more than all these checks.</summary>
    public NoticeValidator(TimeProvider time) => RuleFor(n => n).Custom((n, context) =>
    {
        Long(n.ClientRef, MaxRef, "/clientRef", context);
        Token(n.IpType, "/ipType", context);
        Long(n.Infringement, 200, "/infringement", context);
        Long(n.Signature, 500, "/signature", context);
        Long(n.Explanation, 5000, "/explanation", context);
        Long(n.Work?.Title, 500, "/work/title", context);
        Token(n.Work?.Type, "/work/type", context);
        Long(n.Work?.RegistrationNo, 200, "/work/registrationNo", context);
        Token(n.Target?.Type, "/target/type", context);
        Long(n.Target?.Locator, 1000, "/target/locator", context);
        CheckAccount(n.Target?.Account, context);
        CheckParty(n.RightsHolder, context);
        CheckWords(n.Statements, "/statements", 20, context);
        CheckWords(n.Measures, "/measures", 20, context);
        CheckEvidence(n.Evidence, time.GetUtcNow(), context);
    });

    private static void CheckAccount(AccountRef? account, ValidationContext<NoticeInput> context)
    {
        if (account is null) return;
        if (string.IsNullOrWhiteSpace(account.Id)) context.Add("/target/account/id", "field.required");
        Long(account.Id, 200, "/target/account/id", context);
        Long(account.Name, 200, "/target/account/name", context);
    }

    private static void CheckParty(Party? party, ValidationContext<NoticeInput> context)
    {
        if (party is null) return;
        Long(party.Name, 300, "/rightsHolder/name", context);
        Long(party.Contact, 500, "/rightsHolder/contact", context);
        Long(party.Email, 320, "/rightsHolder/email", context);
        Long(party.Phone, 60, "/rightsHolder/phone", context);
        Long(party.Address, 500, "/rightsHolder/address", context);
        if (party.Email is { Length: <= 320 } email && !Emails.LooksRight(email)) context.Add("/rightsHolder/email", "email.invalid");
        Token(party.Kind, "/rightsHolder/kind", context);
        if (party.Country is { } country && country.Length != 2) context.Add("/rightsHolder/country", "country.unknown");
    }

    private static void CheckWords(IReadOnlyList<string>? words, string pointer, int max, ValidationContext<NoticeInput> context)
    {
        if (words is null) return;
        if (words.Count > max) context.Add(pointer, "list.too-long", $"{max}");
        for (var i = 0; i < Math.Min(words.Count, max); i++)
        {
            if (words[i] is null || !Validation.IsToken(words[i])) context.Add($"{pointer}/{i}", "value.token");
        }
    }

    private static void CheckEvidence(IReadOnlyList<Evidence>? evidence, DateTimeOffset now, ValidationContext<NoticeInput> context)
    {
        if (evidence is null) return;
        if (evidence.Count > MaxEvidence) context.Add("/evidence", "list.too-long", $"{MaxEvidence}");
        for (var i = 0; i < Math.Min(evidence.Count, MaxEvidence); i++)
        {
            foreach (var (pointer, code, args) in EvidenceRules.Check(evidence[i], now)) context.Add($"/evidence/{i}{pointer}", code, args);
        }
    }

    private static void Token(string? text, string pointer, ValidationContext<NoticeInput> context)
    {
        if (text is not null && !Validation.IsToken(text)) context.Add(pointer, "value.token");
    }

    private static void Long(string? text, int max, string pointer, ValidationContext<NoticeInput> context)
    {
        if (text?.Length > max) context.Add(pointer, "value.too-long", max.ToString(CultureInfo.InvariantCulture));
    }
}
