using Takedown.Contracts;
using Takedown.Core.Targets;
using Takedown.Server.Registry;
using Takedown.Storage;

namespace Takedown.Server.Leads;

/// <summary>What a lead has in common with other leads and with notices.</summary>
internal sealed record LeadKey(Guid LeadId, ClusterAxis Axis, int Place, string Key, string Name)
{
    public static readonly Table<LeadKey> Table = new("lead_keys",
    [
        new("lead_id", ColumnType.Id, k => k.LeadId),
        new("axis", ColumnType.Number, k => k.Axis),
        new("place", ColumnType.Number, k => k.Place),
        new("key", ColumnType.Text, k => k.Key),
        new("name", ColumnType.Text, k => k.Name),
    ]);

    /// <summary>The key of a registered platform as an operator.</summary>
    public static string OfPlatform(Guid id) => $"platform:{id}";

    /// <summary>The key of an account of a platform.</summary>
    public static string OfAccount(Guid? platform, string account) => $"{platform}\n{account}";

    public static IReadOnlyList<LeadKey> Of(LeadRow lead, LeadInput input, RegistrySnapshot registry)
    {
        List<LeadKey> keys = [];
        void Add(ClusterAxis axis, string key, string name)
        {
            if (!keys.Exists(k => k.Axis == axis && k.Key == key))
                keys.Add(new(lead.Id, axis, keys.Count, key, name));
        }

        if (lead.PlatformId is { } platform)
            Add(ClusterAxis.Operator, OfPlatform(platform), registry.Platforms[platform].Name);
        foreach (var party in input.Parties ?? [])
        {
            if (party.Uscc is { } uscc) Add(ClusterAxis.Operator, $"uscc:{uscc}", party.Name ?? uscc);
            else if (party.Name is { } name) Add(ClusterAxis.Operator, $"name:{AccountText.Of(name)}", name);
        }
        foreach (var target in input.Targets ?? [])
        {
            var url = LeadTargets.UrlOf(target.Url);
            if (url is not null || target.Account?.Id is not null || target.Locator is not null)
            {
                var identity = TargetIdentity.Of(target, url);
                Add(ClusterAxis.Target, identity, url?.Identity ?? identity);
            }
            if (lead.PlatformId is null && url is not null) Add(ClusterAxis.Operator, $"host:{url.Host}", url.Host);
            if (AccountText.Of(target.Account?.Id) is { Length: > 0 } account)
                Add(ClusterAxis.Account, OfAccount(lead.PlatformId, account), account);
        }
        return keys;
    }
}
