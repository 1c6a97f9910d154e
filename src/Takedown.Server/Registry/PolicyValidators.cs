using FluentValidation;
using Takedown.Contracts;
using Takedown.Core.Calendars;
using Takedown.Core.Policies;
using Takedown.Server.Http;

namespace Takedown.Server.Registry;

/// <summary>Validates an SLA policy by the rules of Core; its calendar must be in the registry.</summary>
internal sealed class PolicyValidator : AbstractValidator<SlaPolicy>
{
    public PolicyValidator(RegistryCache registryCache) =>
        this.Follows(policy => PolicyFaults.Check(policy, code => registryCache.Latest!.Calendars.ContainsKey(code)));
}

/// <summary>Validates a calendar by the rules of Core.</summary>
internal sealed class CalendarValidator : AbstractValidator<WorkCalendar>
{
    public CalendarValidator() => this.Follows(CalendarFaults.Check);
}
