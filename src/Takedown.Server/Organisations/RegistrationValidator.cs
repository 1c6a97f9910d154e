using FluentValidation;
using Takedown.Contracts;
using Takedown.Core.Routing;
using Takedown.Server.Http;
using static Takedown.Contracts.OrganisationKind;

namespace Takedown.Server.Organisations;

/// <summary>An organisation as it would be registered.</summary>
internal sealed record Registration(OrganisationInput Input, OrganisationKind Kind);

/// <summary>The fields that an organisation of a kind must have, and those it may not have.</summary>
internal sealed class RegistrationValidator : AbstractValidator<Registration>
{
    public RegistrationValidator()
    {
        RuleFor(r => r.Input.Name).Must(IsFilled).Fault("/name", "field.required");
        RuleFor(r => r.Input).Must(o => IsFilled(o.Country) || IsFilled(o.Region)).Fault("/country", "field.required");
        RuleFor(r => r.Input).Must(o => !IsMismatch(o)).Fault("/region", "region.not-in-country");
        OnlyFor(Platform, "/hosts", o => o.Hosts is not null);
        OnlyFor(Platform, "/serviceType", o => o.ServiceType is not null);
        OnlyFor(Platform, "/regime", o => o.Regime is not null);
        OnlyFor(Platform, "/regimes", o => o.Regimes is not null);
        OnlyFor(Platform, "/connector", o => o.Connector is not null);
        OnlyFor(Claimant, "/tier", o => o.Tier is not null);
        OnlyFor(Claimant, "/type", o => o.Type is not null);
        OnlyFor(Regulator, "/functions", o => o.Functions is not null);
        OnlyFor(Regulator, "/parentId", o => o.ParentId is not null);
        OnlyFor(Regulator, "/covers", o => o.Covers is not null);
        RuleFor(r => r).Must(r => r.Kind is not Regulator || r.Input.Functions is { Count: > 0 })
            .Fault("/functions", "field.required");
    }

    private void OnlyFor(OrganisationKind owner, string pointer, Predicate<OrganisationInput> given) =>
        this.Finds(r => r.Kind == owner || !given(r.Input) ? []
            : (IEnumerable<InputFault>)[new(pointer, "field.not-for-kind", r.Kind.ToString().ToLowerInvariant())]);

    private static bool IsFilled(string? text) => !string.IsNullOrWhiteSpace(text);

    /// <summary>
    /// The country determines regime and policy, the region determines the regulator, so they must match. A body of the
    /// European Union is in a country below its region.
    /// </summary>
    private static bool IsMismatch(OrganisationInput o) =>
        o is { Country: { } country, Region: { } region } && Region.IsValid(country) && Region.IsValid(region)
        && !Region.IsWithin(region, country) && !Region.IsWithin(country, region);
}
