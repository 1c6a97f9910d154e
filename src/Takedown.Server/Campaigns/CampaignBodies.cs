using Takedown.Core.Routing;
using Takedown.Server.Registry;

namespace Takedown.Server.Campaigns;

/// <summary>The bodies of a campaign: the one that holds it, and those of its line in its regions.</summary>
internal static class CampaignBodies
{
    public static IReadOnlyList<Organisation> BodiesOf(this RegistrySnapshot registry, CampaignRow campaign)
    {
        var regions = campaign.Read.Scope.Regions!;
        return [.. registry.Regulators.Values.Where(body => body.Id == campaign.BodyId
            || (body.FunctionList.Contains(campaign.Function)
                && regions.Any(region => Region.IsWithin(body.Region, region)))).OrderBy(body => body.Id)];
    }

    /// <summary>
    /// The bodies that file with the one that holds the campaign: those directly below it; itself if there are none.
    /// </summary>
    public static IReadOnlyList<Guid> FilersOf(this RegistrySnapshot registry, CampaignRow campaign)
    {
        List<Guid> below = [.. registry.BodiesOf(campaign)
            .Where(body => body.Id != campaign.BodyId && Superior(registry, body, campaign) == campaign.BodyId)
            .Select(body => body.Id)];
        return below.Count > 0 ? below : [campaign.BodyId];
    }

    /// <summary>The next body of the line in a region above.</summary>
    private static Guid? Superior(RegistrySnapshot registry, Organisation body, CampaignRow campaign)
    {
        foreach (var region in Region.Chain(body.Region).Skip(1))
        {
            var above = registry.Regulators.Values.Where(r => r.Region == region).ToList();
            if (above.Exists(r => r.Id == campaign.BodyId)) return campaign.BodyId;
            if (above.Find(r => r.FunctionList.Contains(campaign.Function)) is { } next) return next.Id;
        }
        return null;
    }
}
