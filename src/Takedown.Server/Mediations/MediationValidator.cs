using FluentValidation;
using Takedown.Contracts;
using Takedown.Server.Http;
using Takedown.Server.Notices;

namespace Takedown.Server.Mediations;

internal sealed class MediationValidator : AbstractValidator<MediationInput>
{
    private const int MaxText = 200;

    public MediationValidator(TimeProvider time)
    {
        RuleFor(m => m.Body).Must(text => !string.IsNullOrWhiteSpace(text)).Fault("/body", "field.required");
        RuleFor(m => m.Body).AtMost("/body", MaxText);
        RuleFor(m => m.Reference).AtMost("/reference", MaxText);
        RuleFor(m => m.FiledAt).NotNull().Fault("/filedAt", "field.required");
        RuleFor(m => m.FiledAt).Must(at => at is null || at <= time.GetUtcNow()).Fault("/filedAt", "at.out-of-range");
        this.Finds(m => EvidenceRules.DocumentFaults(m.Document, isRequired: true, time.GetUtcNow()));
    }
}
