using Takedown.Contracts;
using Takedown.Core.Regimes;
using Takedown.Server.Http;
using Takedown.Server.Registry;

namespace Takedown.Server.Leads;

/// <summary>The body that answers for a lead, and what gave it.</summary>
internal sealed record LeadRoute(Guid BodyId, string Region, string Function, string By, Guid? PlatformId);

/// <summary>
/// Who is responsible (属地管理, 谁主管谁负责): a regulator for what it enters, otherwise the nearest body of the function
/// by the platform, by the host of the first target, by the region; the operator where none is registered.
/// </summary>
internal static class LeadRouting
{
    private const string Copyright = "copyright", Market = "market", IpOffice = "ip-office";

    /// <param name="registry">The registry.</param>
    /// <param name="caller">Who sends it; null for a tip.</param>
    /// <param name="input">The lead.</param>
    public static LeadRoute Of(RegistrySnapshot registry, Caller? caller, LeadInput input)
    {
        var host = input.Targets?.Select(t => LeadTargets.UrlOf(t.Url)).FirstOrDefault(u => u is not null);
        var found = host is null ? null : registry.Hosts.Find(host);
        var sender = caller is { Kind: OrganisationKind.Platform } ? caller.Id : (Guid?)null;
        var platform = input.PlatformId ?? found ?? sender;
        var function = input.Function ?? FunctionOf(registry, platform, input.IpType);
        if (caller is { Kind: OrganisationKind.Regulator } && registry.Regulators.TryGetValue(caller.Id, out var own))
        {
            var line = own.FunctionList.Contains(function) ? function : own.FunctionList[0];
            return new(own.Id, own.Region, line, "sender", platform);
        }
        var (region, by) = platform is { } id
            ? (registry.Platforms[id].Region, input.PlatformId is null && found is not null ? "host" : "platform")
            : (input.Region, "region");
        return region is not null && registry.RegulatorsByRegion.Nearest(region, function) is { } body
            ? new(body, region, function, by, platform)
            : new(registry.OperatorId, region ?? "CN", function, "operator", platform);
    }

    /// <summary>The function by the type of right, as the platform's regime says.</summary>
    private static string FunctionOf(RegistrySnapshot registry, Guid? platform, string? ipType)
    {
        var regime = platform is { } id ? registry.Platforms[id].Regime : null;
        if (regime is not null && registry.Regimes.TryGetValue(regime, out var found)) return found.FunctionOf(ipType);
        return ipType switch
        {
            "trademark" => Market,
            "patent" or "design" or "utility-model" => IpOffice,
            _ => Copyright,
        };
    }
}
