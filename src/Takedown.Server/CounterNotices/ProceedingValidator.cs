using FluentValidation;
using Takedown.Contracts;
using Takedown.Server.Http;
using Takedown.Server.Notices;

namespace Takedown.Server.CounterNotices;

internal sealed class ProceedingValidator : AbstractValidator<ProceedingInput>
{
    private const int MaxText = 200;

    public ProceedingValidator(TimeProvider time)
    {
        RuleFor(p => p.Kind).NotNull().Fault("/kind", "field.required");
        RuleFor(p => p.Court).Must(text => !string.IsNullOrWhiteSpace(text)).Fault("/court", "field.required");
        RuleFor(p => p.Court).AtMost("/court", MaxText);
        RuleFor(p => p.CaseNo).Must(text => !string.IsNullOrWhiteSpace(text)).Fault("/caseNo", "field.required");
        RuleFor(p => p.CaseNo).AtMost("/caseNo", MaxText);
        RuleFor(p => p.FiledAt).NotNull().Fault("/filedAt", "field.required");
        RuleFor(p => p.FiledAt).Must(at => at is null || at <= time.GetUtcNow()).Fault("/filedAt", "at.out-of-range");
        this.Finds(p => EvidenceRules.DocumentFaults(p.Document, isRequired: true, time.GetUtcNow()));
    }
}
