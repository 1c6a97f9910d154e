using FluentValidation;
using Takedown.Contracts;
using Takedown.Server.Http;
using Takedown.Server.Notices;

namespace Takedown.Server.Disputes;

/// <summary>Requires an argument or evidence. Whether it is new is decided beside the notice.</summary>
internal sealed class DisputeValidator : AbstractValidator<DisputeInput>
{
    /// <summary>Fewer characters explain nothing, in Chinese either. Ours (P).</summary>
    private const int MinText = 4;

    public DisputeValidator(TimeProvider time)
    {
        RuleFor(d => d).Must(d => d.Explanation?.Trim().Length >= MinText || d.Evidence is { Count: > 0 })
            .Fault("/explanation", "field.required");
        RuleFor(d => d.Explanation).AtMost("/explanation", 5000, "5,000");
        this.Finds(d =>
        {
            var faults = new List<InputFault>();
            EvidenceRules.Check(d.Evidence, time.GetUtcNow(), faults);
            return faults;
        });
    }
}
