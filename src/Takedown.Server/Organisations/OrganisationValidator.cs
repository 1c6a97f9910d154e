using System.Collections.Frozen;
using FluentValidation;
using Takedown.Contracts;
using Takedown.Core.Routing;
using Takedown.Server.Http;
using Takedown.Server.Registry;

namespace Takedown.Server.Organisations;

/// <summary>Validates the fields of an organisation, each independently of the others.</summary>
internal sealed class OrganisationValidator : AbstractValidator<OrganisationInput>
{
    private const int MaxHosts = 1000;
    private const int MaxRegimes = 20;
    private const int MaxCovers = 100;

    public OrganisationValidator(RegistryCache registryCache)
    {
        RuleFor(o => o.Name).AtMost("/name", 300);
        RuleFor(o => o.Country).Must(c => c is null || (c.Length == 2 && Region.IsValid(c)))
            .Fault("/country", "country.unknown");
        RuleFor(o => o.Region).Must(r => r is null || Region.IsValid(r)).Fault("/region", "region.unknown");
        this.Finds(CoverFaults);
        RuleFor(o => o.Email).AtMost("/email", 320);
        RuleFor(o => o.Email).Must(e => e is null || Emails.LooksRight(e)).Fault("/email", "email.invalid");
        RuleFor(o => o.Phone).AtMost("/phone", 60);
        RuleFor(o => o.Address).AtMost("/address", 500);
        RuleFor(o => o.ServiceType).Token("/serviceType");
        this.Finds(o => RegimeFaults(o, registryCache.Latest!.Regimes));
        this.Finds(HostFaults);
        this.Finds(o => FunctionFaults(o, registryCache.Latest!.Functions));
        RuleFor(o => o.Connector).Must(c => c is not { Kind: null }).Fault("/connector/kind", "field.required");
    }

    private static IEnumerable<InputFault> RegimeFaults(
        OrganisationInput o, FrozenDictionary<string, Regime> regimes)
    {
        if (o.Regimes?.Count == 0) yield return new("/regimes", "field.required");
        if (o.Regimes?.Count > MaxRegimes) yield return new("/regimes", "list.too-long", $"{MaxRegimes}");
        if (o.Regime is { } regime && FaultOf(regimes, regime, "/regime", o.Kind) is { } fault) yield return fault;
        foreach (var (i, code) in (o.Regimes ?? []).Take(MaxRegimes).Index())
            if (FaultOf(regimes, code ?? "", $"/regimes/{i}", o.Kind) is { } bad) yield return bad;
        if (o is { Regime: { } own, Regimes: { Count: > 0 } all } && !all.Contains(own))
            yield return new("/regime", "regime.not-platform", JsonErrors.Shorten(own), string.Join(", ", all));
    }

    /// <summary>Orders and notices of authorities reach every platform.</summary>
    private static InputFault? FaultOf(
        FrozenDictionary<string, Regime> regimes, string code, string pointer, OrganisationKind? kind) =>
        regimes.GetValueOrDefault(code) switch
        {
            null => new(pointer, "regime.unknown", JsonErrors.Shorten(code)),
            { OnlyKind: not null } when kind is null or OrganisationKind.Platform =>
                new(pointer, "regime.not-earned", code),
            _ => null,
        };

    private static IEnumerable<InputFault> CoverFaults(OrganisationInput o)
    {
        if (o.Covers?.Count > MaxCovers) yield return new("/covers", "list.too-long", $"{MaxCovers}");
        foreach (var (i, region) in (o.Covers ?? []).Take(MaxCovers).Index())
            if (!Region.IsValid(region)) yield return new($"/covers/{i}", "region.unknown");
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

    private static IEnumerable<InputFault> FunctionFaults(
        OrganisationInput o, IReadOnlyList<RegulatorFunction> functions)
    {
        List<string> active = [.. functions.Where(f => f.Status is WordStatus.Active).Select(f => f.Code)];
        foreach (var (i, function) in (o.Functions ?? []).Index())
        {
            if (active.Contains(FunctionNames.Current(function ?? ""))) continue;
            yield return new(
                $"/functions/{i}", "value.unknown", JsonErrors.Shorten(function ?? ""), string.Join(", ", active));
        }
    }
}
