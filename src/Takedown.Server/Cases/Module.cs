namespace Takedown.Server.Cases;

internal static class CasesModule
{
    public static void AddCases(this IServiceCollection services) =>
        services.AddSingleton<CaseStore>().AddSingleton<BodyDeadlines>();
}
