namespace Takedown.Server.Profiles;

internal static class ProfilesModule
{
    public static void MapProfiles(this IEndpointRouteBuilder routes) => ProfilesApi.Map(routes);
}
