using Takedown.Server.Hosting;
using Takedown.Server.Http;

namespace Takedown.Server.Registry;

internal static class RegistryModule
{
    public static void AddRegistry(this IServiceCollection services, TakedownOptions options)
    {
        services.AddSingleton<OrganisationStore>().AddSingleton<PolicyStore>()
            .AddSingleton<VocabularyStore>().AddSingleton<ClusterStore>().AddSingleton<AgreementStore>()
            .AddSingleton<NeverTouchStore>().AddSingleton<StandingStore>();
        services.AddSingleton<KeyStore>().AddSingleton<KeyRegister>().AddSingleton<KeyWatch>();
        services.AddSingleton<PeopleStore>().AddSingleton<StoredAnswers>().AddSingleton<RegistryCache>();
        services.AddSingleton<KeyLookup>(p => p.GetRequiredService<KeyStore>().FindAsync);
        services.AddSingleton<SubjectLookup>(p => p.GetRequiredService<KeyStore>().FindSubjectAsync);
        services.AddSignIn(options.SignIn);
        services.AddSingleton<RegistrySeeder>().AddSingleton<PolicyValidator>().AddSingleton<CalendarValidator>()
            .AddSingleton<RegimeValidator>();
        services.AddSingleton(p => new StartupStep(_ => p.GetRequiredService<RegistrySeeder>().RunAsync()));
        services.AddSingleton<SecretRenewal>();
        services.AddSingleton(p => new StartupStep(_ => p.GetRequiredService<SecretRenewal>().RunAsync()));
        services.AddSingleton<CalendarWatch>().AddWork<CalendarWatchLoop>();
        services.AddSingleton(p => new ReadinessWarning(p.GetRequiredService<CalendarWatch>().Warnings));
        services.AddSingleton(p => new ClockFollower(null, async (_, cancellation) =>
        {
            await p.GetRequiredService<RegistryCache>().CurrentAsync(cancellation);
            p.GetRequiredService<CalendarWatch>().LogOnceADay();
        }));
        if (!options.Runs("api")) return;
        services.AddWork<KeyUseLoop>();
        services.AddWork<KeyWatchLoop>();
    }

    public static void MapRegistry(this IEndpointRouteBuilder routes)
    {
        PoliciesApi.Map(routes);
        RegimesApi.Map(routes);
        VocabulariesApi.Map(routes);
    }
}
