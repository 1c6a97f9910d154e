using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Takedown.Screens;
using Takedown.Screens.Api;
using Takedown.Screens.Public;
using Takedown.Server.Hosting;
using Takedown.Server.Http;

namespace Takedown.Server.Sessions;

/// <summary>The pages of this server: the console with its sessions and keys, and the public ones without.</summary>
internal static class SessionsModule
{
    public static void AddSessions(this IServiceCollection services, TakedownOptions options)
    {
        if (!HasApi(options)) return;
        services.AddSingleton<ApiPipeline>();
        services.AddSingleton<OwnCall>(p => p.GetRequiredService<ApiPipeline>().CallAsync);
        if (HasConsole(options))
        {
            services.AddSingleton<SessionStore>();
            services.AddSingleton<IConsoleServer, ConsoleServer>();
            services.AddSingleton<IPageServer>(p => p.GetRequiredService<IConsoleServer>());
            services.AddConsole();
        }
        else if (HasPublicPages(options))
        {
            services.AddSingleton<IPageServer, PageServer>();
        }
        if (HasPublicPages(options)) services.AddPublicPages(SettingsOf(options));
        if (!HasConsole(options) && !SettingsOf(options).TakesCorrections) return;
        // Of forms.
        services.AddSingleton<KeyRing>();
        services.AddDataProtection().SetApplicationName("takedown");
        services.AddOptions<KeyManagementOptions>().Configure<KeyRing>((keys, ring) => keys.XmlRepository = ring);
    }

    /// <summary>First of all: requests of the server itself to the API begin here.</summary>
    public static void UseSessions(this WebApplication app, TakedownOptions options)
    {
        if (!HasApi(options)) return;
        app.Use(app.Services.GetRequiredService<ApiPipeline>().Begin);
        // Explicitly, so that it is a step after the beginning.
        app.UseRouting();
    }

    public static void MapSessions(this WebApplication app, TakedownOptions options)
    {
        if (HasConsole(options) || HasPublicPages(options)) app.MapAssets();
        if (HasConsole(options))
        {
            app.UseConsole();
            app.MapConsole();
        }
        if (!HasPublicPages(options)) return;
        app.UsePublicPages();
        app.MapPublicPages(SettingsOf(options));
    }

    private static bool HasApi(TakedownOptions options) => options.Runs("api") || options.Runs("public");

    private static bool HasConsole(TakedownOptions options) => options.Console && options.Runs("api");

    private static bool HasPublicPages(TakedownOptions options) =>
        options.Transparency.PublishesCounts && HasApi(options);

    private static PublicSettings SettingsOf(TakedownOptions options) => new(
        options.Transparency.PublishesNotices, options.Transparency.Indexable,
        HasPublications: options.Runs("api") || options.Transparency.IsMongo, HasDatabase: options.Runs("api"));
}
