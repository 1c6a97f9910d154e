namespace Takedown.Server.Organisations;

internal static class OrganisationsModule
{
    public static void AddOrganisations(this IServiceCollection services) =>
        services.AddSingleton<OrganisationValidator>().AddSingleton<RegistrationValidator>()
            .AddSingleton<PersonValidator>().AddSingleton<KeyInputValidator>().AddSingleton<CreateKey>()
            .AddSingleton<RegisterOrganisation>().AddSingleton<BodyMoves>()
            .AddSingleton<PlatformRequestStore>();

    public static void MapOrganisations(this IEndpointRouteBuilder routes)
    {
        OrganisationsApi.Map(routes);
        PeopleApi.Map(routes);
        KeysApi.Map(routes);
        PlatformsApi.Map(routes);
        PlatformRequestsApi.Map(routes);
    }
}
