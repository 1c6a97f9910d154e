using FluentValidation;
using Takedown.Contracts;
using Takedown.Server.Http;
using Takedown.Server.Notices;

namespace Takedown.Server.Claims;

/// <summary>Requires something, of a length that a notice may have.</summary>
internal sealed class CompletionValidator : AbstractValidator<Completion>
{
    public CompletionValidator(TimeProvider time)
    {
        RuleFor(c => c).Must(c => c != new Completion()).Fault("", "completion.empty");
        RuleFor(c => c.Signature).AtMost("/signature", 500, "500");
        RuleFor(c => c.Explanation).AtMost("/explanation", 5000, "5,000");
        this.Finds(c =>
        {
            var faults = new List<InputFault>();
            faults.CheckTokens(c.Statements, 20, "/statements");
            EvidenceRules.Check(c.Evidence, time.GetUtcNow(), faults);
            return faults;
        });
    }
}
