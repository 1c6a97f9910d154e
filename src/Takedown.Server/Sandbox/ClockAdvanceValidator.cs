using FluentValidation;
using Takedown.Contracts;
using Takedown.Server.Hosting;
using Takedown.Server.Http;

namespace Takedown.Server.Sandbox;

internal sealed class ClockAdvanceValidator : AbstractValidator<ClockAdvance>
{
    private static readonly TimeSpan MaxAhead = TimeSpan.FromDays(3660);

    public ClockAdvanceValidator(ServerClock clock)
    {
        RuleFor(c => c.Advance).Must(advance => advance is not null).Fault("/advance", "field.required");
        RuleFor(c => c.Advance)
            .Must(advance => advance is null || (advance >= TimeSpan.Zero && clock.Ahead + advance <= MaxAhead))
            .Fault("/advance", "value.out-of-range", "PT0S – P3660D");
    }
}
