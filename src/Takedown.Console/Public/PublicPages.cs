using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Takedown.Screens.Access;

namespace Takedown.Screens.Public;

/// <summary>
/// The pages of the public record, for everybody: they register and map themselves. The server brings an
/// <see cref="Api.IPageServer"/>, and forms only where it can store what is asked for.
/// </summary>
public static class PublicPages
{
    private const int MaxForm = 64 * 1024;

    public static void AddPublicPages(this IServiceCollection services, PublicSettings settings)
    {
        services.AddSingleton(settings);
        services.AddPages();
        if (settings.TakesCorrections) services.AddForms();
    }

    /// <summary>Before the endpoints run.</summary>
    public static void UsePublicPages(this IApplicationBuilder app)
    {
        app.Compress(PublicGate.Root);
        PublicGate.Use(app);
    }

    public static void MapPublicPages(this IEndpointRouteBuilder routes, PublicSettings settings)
    {
        routes.MapGet("/robots.txt", () => Results.Text(settings.IsIndexable
            ? $"User-agent: *\nAllow: {PublicGate.Root}\nDisallow: /\n" : "User-agent: *\nDisallow: /\n"))
            .ExcludeFromDescription();
        routes.Page<CountsPage>("/counts");
        if (settings.HasPublications) routes.Page<PublicationsPage>("/publications");
        routes.Page<AboutPage>("/about");
        routes.Page<CorrectionPage>("/corrections");
        if (settings.TakesCorrections)
        {
            routes.MapPost(PublicGate.Root + "/corrections", CorrectionEndpoint.RunAsync).ExcludeFromDescription()
                .DisableAntiforgery().WithMetadata(new RequestSizeLimitAttribute(MaxForm));
        }
        if (!settings.HasNotices)
        {
            routes.MapGet(PublicGate.Root, () => Results.Redirect(PublicGate.Root + "/counts"))
                .ExcludeFromDescription();
            return;
        }
        routes.Page<SearchPage>("");
        routes.Page<PublicNoticePage>("/notices/{id:guid}");
        routes.Page<DumpsPage>("/dumps");
    }

    private static void Page<TPage>(this IEndpointRouteBuilder routes, string path) where TPage : IComponent => routes
        .MapGet(PublicGate.Root + path, static http =>
            Pages.Show<TPage>(http.RequestServices.GetRequiredService<Screen>()).ExecuteAsync(http))
        .ExcludeFromDescription();
}
