using System.Globalization;
using FluentValidation;
using Takedown.Contracts;
using Takedown.Server.Http;
using Takedown.Server.Notices;

namespace Takedown.Server.CounterNotices;

/// <summary>The shape of a counter-notice. Which elements it needs is the regime's of each notice.</summary>
internal sealed class CounterNoticeValidator : AbstractValidator<CounterNoticeInput>
{
    public const int MaxNotices = 1000, MaxLinks = 50;
    private const int MaxStatements = 10, MaxName = 500, MaxCode = 200;

    private static readonly string[] Statements = ["not-infringing", "good-faith", "under-perjury", "truth"];

    public CounterNoticeValidator(TimeProvider time)
    {
        RuleFor(c => c.Explanation).AtMost("/explanation", 5000, "5,000");
        RuleFor(c => c.Signature).AtMost("/signature", 200);
        RuleFor(c => c.Accused).NotNull().Fault("/accused", "field.required");
        this.Finds(c => Accused(c.Accused));
        this.Finds(c => List(c.NoticeIds?.Count, MaxNotices, "/noticeIds"));
        this.Finds(c => List(c.Links?.Count, MaxLinks, "/links"));
        this.Finds(StatementFaults);
        this.Finds(c =>
        {
            var faults = new List<InputFault>();
            EvidenceRules.Check(c.Evidence, time.GetUtcNow(), faults);
            return faults;
        });
    }

    private static IEnumerable<InputFault> List(int? count, int most, string pointer)
    {
        if (count == 0) yield return new(pointer, "field.required");
        if (count > most)
            yield return new(pointer, "list.too-long", most.ToString("N0", CultureInfo.InvariantCulture));
    }

    private static IEnumerable<InputFault> Accused(AccusedParty? accused)
    {
        if (accused is null) yield break;
        (string Name, string? Value)[] texts =
        [
            ("name", accused.Name), ("email", accused.Email), ("phone", accused.Phone), ("address", accused.Address),
            ("contact", accused.Contact),
        ];
        foreach (var (name, value) in texts)
        {
            if (value?.Length > MaxName) yield return new($"/accused/{name}", "value.too-long", $"{MaxName}");
        }
        if (accused.Email is { } email && !Emails.LooksRight(email))
            yield return new("/accused/email", "email.invalid");
    }

    private static IEnumerable<InputFault> StatementFaults(CounterNoticeInput c)
    {
        if (c.Statements?.Count > MaxStatements)
            yield return new("/statements", "list.too-long", $"{MaxStatements}");
        foreach (var (i, word) in (c.Statements ?? []).Take(MaxStatements).Index())
        {
            if (!Statements.Contains(word))
                yield return new($"/statements/{i}", "value.unknown", word ?? "", string.Join(", ", Statements));
        }
        foreach (var (i, code) in (c.Links ?? []).Take(MaxLinks).Index())
        {
            if (code is not { Length: > 0 and <= MaxCode }) yield return new($"/links/{i}", "link.unknown");
        }
    }
}
