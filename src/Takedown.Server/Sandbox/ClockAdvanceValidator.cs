using FluentValidation;
using Takedown.Contracts;
using Takedown.Server.Hosting;
using Takedown.Server.Http;

namespace Takedown.Server.Sandbox;

internal sealed class ClockAdvanceValidator : AbstractValidator<ClockAdvance>
{
    /// <summary>How far the clock may be ahead of real time.</summary>
    public static readonly TimeSpan MaxAhead = TimeSpan.FromDays(3660);

    public static readonly InputFault TooFar = new("/advance", "value.out-of-range", "PT0S – P3660D");

    public ClockAdvanceValidator(ServerClock clock)
    {
        RuleFor(c => c.Advance).Must(advance => advance is not null).Fault("/advance", "field.required");
        RuleFor(c => c.Advance)
            .Must(advance => advance is null || (advance >= TimeSpan.Zero && advance <= MaxAhead - clock.Ahead))
            .Fault(TooFar.Pointer, TooFar.Code, "PT0S – P3660D");
    }
}
