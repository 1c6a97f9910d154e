using FluentValidation;
using Takedown.Contracts;
using Takedown.Core.Packs;
using Takedown.Core.Routing;
using Takedown.Server.Http;

namespace Takedown.Server.Organisations;

/// <summary>Validates the fields of an organisation, each independently of the others.</summary>
internal sealed class OrganisationValidator : AbstractValidator<OrganisationInput>
{
    private const int MaxHosts = 1000;
    private static readonly string[] Functions = [.. DefaultPack.Functions.Select(f => f.Code)];

    public OrganisationValidator()
    {
        RuleFor(o => o.Name).AtMost("/name", 300);
        RuleFor(o => o.Country).Must(c => c is null || (c.Length == 2 && Region.IsValid(c)))
            .Fault("/country", "country.unknown");
        RuleFor(o => o.Region).Must(r => r is null || Region.IsValid(r)).Fault("/region", "region.unknown");
        RuleFor(o => o.Email).AtMost("/email", 320);
        RuleFor(o => o.Email).Must(e => e is null || Emails.LooksRight(e)).Fault("/email", "email.invalid");
        RuleFor(o => o.Phone).AtMost("/phone", 60);
        RuleFor(o => o.Address).AtMost("/address", 500);
        RuleFor(o => o.ServiceType).Token("/serviceType");
        this.Finds(RegimeFaults);
        this.Finds(HostFaults);
        this.Finds(FunctionFaults);
        RuleFor(o => o.Connector).Must(c => c is not { Kind: null }).Fault("/connector/kind", "field.required");
    }

    private static IEnumerable<InputFault> RegimeFaults(OrganisationInput o)
    {
        if (o.Regime is { } regime && DefaultPack.Regimes.All(r => r.Code != regime))
        {
            yield return new("/regime", "regime.unknown", JsonErrors.Shorten(regime));
        }
    }

    private static IEnumerable<InputFault> HostFaults(OrganisationInput o)
    {
        if (o.Hosts?.Count > MaxHosts) yield return new("/hosts", "list.too-long", $"{MaxHosts}");
        foreach (var (i, host) in (o.Hosts ?? []).Take(MaxHosts).Index())
        {
            var valid = host is not null && HostPattern.Parse(host, out _) is HostFault.None;
            if (!valid) yield return new($"/hosts/{i}", "host.invalid");
        }
    }

    private static IEnumerable<InputFault> FunctionFaults(OrganisationInput o)
    {
        foreach (var (i, function) in (o.Functions ?? []).Index())
        {
            if (Functions.Contains(function)) continue;
            yield return new(
                $"/functions/{i}", "value.unknown", JsonErrors.Shorten(function ?? ""), string.Join(", ", Functions));
        }
    }
}
