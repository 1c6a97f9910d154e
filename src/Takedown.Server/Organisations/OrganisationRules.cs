using FluentValidation;
using Takedown.Contracts;
using Takedown.Core.Packs;
using Takedown.Core.Routing;
using Takedown.Server.Http;

namespace Takedown.Server.Organisations;

/// <summary>What an organisation's fields may say, of themselves and for its kind.</summary>
internal sealed class OrganisationRules : AbstractValidator<OrganisationInput>
{
    private const int MaxHosts = 1000;
    private static readonly string[] Functions = ["copyright", "cyberspace", "telecom", "police", "culture", "market"];

    public static readonly OrganisationRules Instance = new();

    private OrganisationRules()
    {
        RuleFor(o => o.Name).AtMost("/name", 300);
        RuleFor(o => o.Country).Must(c => c is null || (c.Length == 2 && Region.IsValid(c))).Fault("/country", "country.unknown");
        RuleFor(o => o.Region).Must(r => r is null || Region.IsValid(r)).Fault("/region", "region.unknown");
        RuleFor(o => o.Email).AtMost("/email", 320);
        RuleFor(o => o.Email).Must(e => e is null || Emails.LooksRight(e)).Fault("/email", "email.invalid");
        RuleFor(o => o.Phone).AtMost("/phone", 60);
        RuleFor(o => o.Address).AtMost("/address", 500);
        RuleFor(o => o.ServiceType).Token("/serviceType");
        RuleFor(o => o).Custom((o, context) =>
        {
            foreach (var fault in Beyond(o)) context.Add(fault.Pointer, fault.Code, fault.Args);
        });
    }

    private static IEnumerable<InputFault> Beyond(OrganisationInput o)
    {
        if (o.Regime is { } regime && DefaultPack.Regimes.All(r => r.Code != regime))
        {
            yield return new("/regime", "regime.unknown", JsonErrors.Shorten(regime));
        }
        if (o.Hosts?.Count > MaxHosts) yield return new("/hosts", "list.too-long", $"{MaxHosts}");
        foreach (var (host, i) in (o.Hosts ?? []).Take(MaxHosts).Select((h, i) => (h, i)))
        {
            if (host is null || HostPattern.Parse(host, out _) is not HostFault.None) yield return new($"/hosts/{i}", "host.invalid");
        }
        foreach (var (function, i) in (o.Functions ?? []).Select((f, i) => (f, i)))
        {
            if (!Functions.Contains(function))
            {
                yield return new($"/functions/{i}", "value.unknown", JsonErrors.Shorten(function ?? ""), string.Join(", ", Functions));
            }
        }
        if (o.Connector is { Kind: null }) yield return new("/connector/kind", "field.required");
    }

    /// <summary>Fields that must be there, and must not, for a kind.</summary>
    public static IEnumerable<InputFault> ForKind(OrganisationInput o, OrganisationKind kind)
    {
        if (string.IsNullOrWhiteSpace(o.Name)) yield return new("/name", "field.required");
        if (string.IsNullOrWhiteSpace(o.Country) && string.IsNullOrWhiteSpace(o.Region)) yield return new("/country", "field.required");
        if (IsElsewhere(o)) yield return new("/region", "region.not-in-country");
        foreach (var (given, pointer, owner) in new[]
        {
            (o.Hosts is not null, "/hosts", OrganisationKind.Platform),
            (o.ServiceType is not null, "/serviceType", OrganisationKind.Platform),
            (o.Regime is not null, "/regime", OrganisationKind.Platform),
            (o.Connector is not null, "/connector", OrganisationKind.Platform),
            (o.Tier is not null, "/tier", OrganisationKind.Claimant),
            (o.Functions is not null, "/functions", OrganisationKind.Regulator),
        })
        {
            if (given && kind != owner) yield return new(pointer, "field.not-for-kind", kind.ToString().ToLowerInvariant());
        }
        if (kind is OrganisationKind.Regulator && o.Functions is not { Count: > 0 }) yield return new("/functions", "field.required");
    }

    /// <summary>
    /// The country chooses regime and policy, the region the regulator: they must speak of one place. A body of the
    /// Union sits in a country below its region.
    /// </summary>
    private static bool IsElsewhere(OrganisationInput o) =>
        o is { Country: { } country, Region: { } region } && Region.IsValid(country) && Region.IsValid(region)
        && !Region.IsWithin(region, country) && !Region.IsWithin(country, region);
}
