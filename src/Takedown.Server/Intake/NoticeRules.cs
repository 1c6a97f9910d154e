using System.Globalization;
using System.Text.Json;
using FluentValidation;
using Takedown.Contracts;
using Takedown.Core.Targets;
using Takedown.Server.Registry;
using Takedown.Server.Setup;

namespace Takedown.Server.Intake;

/// <summary>What every notice must keep to, whatever its regime: lengths, words, counts, sane times.</summary>
internal sealed class NoticeShape : AbstractValidator<NoticeInput>
{
    public const int MaxRef = 200;
    private const int MaxEvidence = 50;

    public NoticeShape(TimeProvider time)
    {
        RuleFor(n => n.ClientRef).AtMost("/clientRef", MaxRef);
        RuleFor(n => n.IpType).Token("/ipType");
        RuleFor(n => n.Infringement).AtMost("/infringement", 200);
        RuleFor(n => n.Signature).AtMost("/signature", 500);
        RuleFor(n => n.Explanation).AtMost("/explanation", 5000);
        RuleFor(n => n.Work!.Title).AtMost("/work/title", 500).When(n => n.Work is not null);
        RuleFor(n => n.Work!.Type).Token("/work/type").When(n => n.Work is not null);
        RuleFor(n => n.Work!.RegistrationNo).AtMost("/work/registrationNo", 200).When(n => n.Work is not null);
        RuleFor(n => n.Target!.Type).Token("/target/type").When(n => n.Target is not null);
        RuleFor(n => n.Target!.Locator).AtMost("/target/locator", 1000).When(n => n.Target is not null);
        RuleFor(n => n).Custom((n, context) =>
        {
            CheckAccount(n.Target?.Account, context);
            CheckParty(n.RightsHolder, context);
            CheckWords(n.Statements, "/statements", 20, context);
            CheckWords(n.Measures, "/measures", 20, context);
            CheckEvidence(n.Evidence, time.GetUtcNow(), context);
        });
    }

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
        if (party.Kind is { } kind && !Validation.IsToken(kind)) context.Add("/rightsHolder/kind", "value.token");
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
            foreach (var (pointer, code, args) in EvidenceRules.Check(evidence[i], $"/evidence/{i}", now)) context.Add(pointer, code, args);
        }
    }

    private static void Long(string? text, int max, string pointer, ValidationContext<NoticeInput> context)
    {
        if (text?.Length > max) context.Add(pointer, "value.too-long", max.ToString(CultureInfo.InvariantCulture));
    }
}

internal static class UrlFaults
{
    public static string Code(this UrlFault fault) => "url." + JsonNamingPolicy.KebabCaseLower.ConvertName(fault.ToString());
}

/// <summary>Rules of one piece of evidence; notices and supplements share them.</summary>
internal static class EvidenceRules
{
    /// <summary>Clocks differ a little; a capture far from now is a wrong clock or a wrong century.</summary>
    private static readonly TimeSpan Skew = TimeSpan.FromHours(1);
    private static readonly DateTimeOffset Earliest = new(1990, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public static IEnumerable<InputFault> Check(Evidence? e, string at, DateTimeOffset now)
    {
        if (e is null)
        {
            yield return new(at, "field.type", "object");
            yield break;
        }
        if (e.Kind is { } kind && !Validation.IsToken(kind)) yield return new($"{at}/kind", "value.token");
        if (e.Sha256 is null && e.Url is null) yield return new($"{at}/sha256", "field.required");
        if (e.Sha256 is { } hash && (hash.Length != 64 || !hash.All(char.IsAsciiHexDigit))) yield return new($"{at}/sha256", "sha256.invalid");
        // The platform opens it: nothing a browser would run, and no disguise of another host.
        if (e.Url is { } url && CanonicalUrl.Parse(url, out _) is var fault and not UrlFault.None) yield return new($"{at}/url", fault.Code());
        if (e.CapturedAt > now + Skew) yield return new($"{at}/capturedAt", "time.future");
        if (e.CapturedAt < Earliest) yield return new($"{at}/capturedAt", "time.out-of-range");
    }
}
