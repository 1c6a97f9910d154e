using FluentValidation;
using Takedown.Contracts;
using Takedown.Server.Http;
using Takedown.Server.Notices;

namespace Takedown.Server.Claims;

/// <summary>Requires a text or evidence, or both.</summary>
internal sealed class SupplementValidator : AbstractValidator<Supplement>
{
    public SupplementValidator(TimeProvider time)
    {
        RuleFor(s => s.At).Must(at => at is null).Fault("/at", "field.unknown", "at");
        RuleFor(s => s.Statements).Must(given => given is null).Fault("/statements", "field.unknown", "statements");
        RuleFor(s => s.Signature).Must(given => given is null).Fault("/signature", "field.unknown", "signature");
        RuleFor(s => s).Must(s => !string.IsNullOrWhiteSpace(s.Text) || s.Evidence is { Count: > 0 })
            .Fault("/text", "field.required");
        RuleFor(s => s.Text).AtMost("/text", 5000, "5,000");
        this.Finds(s =>
        {
            var faults = new List<InputFault>();
            EvidenceRules.Check(s.Evidence, time.GetUtcNow(), faults);
            return faults;
        });
    }
}
