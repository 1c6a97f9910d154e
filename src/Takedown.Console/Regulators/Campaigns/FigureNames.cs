using Takedown.Contracts;
using Takedown.Screens.Access;
using Takedown.Screens.Api;

namespace Takedown.Screens.Regulators.Campaigns;

internal static class FigureNames
{
    /// <summary>The figures of a campaign as the monthly form calls them.</summary>
    public static async Task<IReadOnlyDictionary<string, string>> OfAsync(Screen screen, CampaignView campaign)
    {
        var results = await screen.Api.FindAsync<Page<CampaignResult>>(
            $"/v1/campaigns/{Paths.Segment(campaign.Code)}/results");
        return (results?.Items ?? []).ToDictionary(r => r.Figure, r => screen.T(r.En, r.Zh), StringComparer.Ordinal);
    }
}
