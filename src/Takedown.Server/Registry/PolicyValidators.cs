using FluentValidation;
using Takedown.Contracts;
using Takedown.Core.Calendars;
using Takedown.Core.Policies;
using Takedown.Core.Regimes;
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

/// <summary>
/// Validates a regime by the rules of Core; its functions must be in the registry, and nowhere may two hold by default.
/// </summary>
internal sealed class RegimeValidator : AbstractValidator<Regime>
{
    public RegimeValidator(RegistryCache registryCache) => this.Follows(regime =>
    {
        var registry = registryCache.Latest!;
        return RegimeFaults.Check(
            regime, registry.RegimeSet, code => registry.Functions.Any(f => f.Code == code));
    });
}
