using Takedown.Server.Notices;

namespace Takedown.Server.Campaigns;

internal static class CampaignsModule
{
    public static void AddCampaigns(this IServiceCollection services) => services
        .AddSingleton<CampaignStore>().AddSingleton<CampaignFigures>().AddSingleton<CampaignEntries>()
        .AddSingleton<TaskOwners>().AddSingleton<CreateCampaign>().AddSingleton<ChangeCampaign>()
        .AddSingleton<IDeadlineOwner, CampaignDeadlines>();

    public static void MapCampaigns(this IEndpointRouteBuilder routes) => CampaignsApi.Map(routes);
}
