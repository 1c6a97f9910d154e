using Takedown.Contracts;
using Takedown.Core.Routing;
using Takedown.Server.Connectors;
using Takedown.Server.Registry;

namespace Takedown.Server.Organisations;

internal static class OrganisationFields
{
    /// <summary>The organisation with the given fields; other fields keep their values or get their defaults.</summary>
    public static Organisation With(this Organisation o, OrganisationInput input, ConnectorSet connectors)
    {
        var platform = o.Kind is OrganisationKind.Platform;
        var connector = input.Connector?.Kind ?? o.Connector ?? (platform ? ConnectorKind.Inbox : null);
        var changed = o with
        {
            Name = input.Name?.Trim() ?? o.Name,
            Country = input.Country ?? (o.Country is "" ? input.Region![..2] : o.Country),
            Region = input.Region ?? (o.Region is "" ? input.Country! : o.Region),
            Email = Next("/email", input.Email, o.Email),
            Phone = Next("/phone", input.Phone, o.Phone),
            Address = Next("/address", input.Address, o.Address),
            ServiceType = Next("/serviceType", input.ServiceType, o.ServiceType),
            Regime = Next("/regime", input.Regime, o.Regime),
            Regimes = Next(
                "/regimes", input.Regimes is null ? null : string.Join(' ', input.Regimes.Distinct()), o.Regimes),
            Connector = connector,
            Tier = input.Tier ?? o.Tier ?? (o.Kind is OrganisationKind.Claimant ? Tier.Ordinary : null),
            Functions = input.Functions is { } functions
                ? string.Join(' ', functions.Select(FunctionNames.Current).Distinct()) : o.Functions,
            ParentId = input.ParentId ?? (input.Nulls.Contains("/parentId") ? null : o.ParentId),
            Covers = input.Covers is { } covers ? (covers.Count == 0 ? null : string.Join(' ', covers.Distinct()))
                : Next("/covers", null, o.Covers),
            ClaimantType = input.Type ?? (input.Nulls.Contains("/type") ? null : o.ClaimantType),
            Hosts = input.Hosts is { } hosts ? [.. hosts.Select(Canonical).Distinct()] : o.Hosts,
        };
        if (!platform) return changed;
        if (input.Connector is not null) changed = changed with { DisabledAt = null, DisabledReason = null };
        return connectors.Configure(changed, input.Connector);

        string? Next(string pointer, string? given, string? before) =>
            given ?? (input.Nulls.Contains(pointer) ? null : before);
    }

    private static string Canonical(string host) =>
        HostPattern.Parse(host, out var pattern) is HostFault.None ? pattern!.Text : host;
}
