using System.Text.Unicode;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.WebEncoders;
using Takedown.Screens.Access;
using Takedown.Screens.Acts;
using Takedown.Screens.Common;
using Takedown.Screens.CounterNotices;

namespace Takedown.Screens;

/// <summary>The console: registers and maps itself. The server brings an <see cref="Api.IConsoleServer"/>.</summary>
public static class ConsoleModule
{
    public static void AddConsole(this IServiceCollection services)
    {
        services.AddPages();
        services.AddForms();
    }

    /// <summary>What every page needs: the console's and the public ones.</summary>
    internal static void AddPages(this IServiceCollection services)
    {
        services.AddRazorComponents();
        // Chinese as it is written; the encoder's default makes eight characters of each.
        services.Configure<WebEncoderOptions>(
            encoders => encoders.TextEncoderSettings = new(UnicodeRanges.All));
        // Tokens of forms differ with each page, so that a page's length tells nothing about them.
        services.AddResponseCompression(compression =>
        {
            compression.EnableForHttps = true;
            compression.MimeTypes = ["text/html", "text/css", "text/javascript", "text/csv"];
        });
        services.AddScoped<Screen>();
    }

    /// <summary>Forms whose token is checked.</summary>
    internal static void AddForms(this IServiceCollection services)
    {
        services.AddSingleton<Microsoft.AspNetCore.Antiforgery.IAntiforgeryAdditionalDataProvider, FormOwner>();
        services.AddAntiforgery(forms =>
        {
            forms.Cookie.Name = "takedown-form";
            forms.FormFieldName = "_token";
            forms.HeaderName = "X-Form-Token";
            forms.SuppressXFrameOptionsHeader = true;
        });
    }

    /// <summary>Before the endpoints run.</summary>
    public static void UseConsole(this IApplicationBuilder app)
    {
        app.Compress("/console");
        Gate.Use(app);
    }

    internal static void Compress(this IApplicationBuilder app, string below) => app.UseWhen(
        http => http.Request.Path.StartsWithSegments(below, StringComparison.Ordinal),
        static pages => pages.UseResponseCompression());

    /// <summary>The files that all pages need.</summary>
    public static void MapAssets(this IEndpointRouteBuilder routes) => Asset.Map(routes);

    public static void MapConsole(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/", () => Results.Redirect("/console")).ExcludeFromDescription();
        routes.MapGet("/console/sign-in", static (Screen screen) => Pages.Show<SignIn>(screen))
            .ExcludeFromDescription().WithMetadata(new ForStrangers());
        routes.MapPost("/console/sign-in", SignInEndpoint.InAsync)
            .ExcludeFromDescription().WithMetadata(new ForStrangers());
        routes.MapGet(OwnCounterNoticeEndpoint.Path, static (Screen screen) => Pages.Show<OwnCounterNotice>(screen))
            .ExcludeFromDescription().WithMetadata(new ForStrangers());
        routes.MapPost(OwnCounterNoticeEndpoint.Path, OwnCounterNoticeEndpoint.RunAsync)
            .ExcludeFromDescription().WithMetadata(new ForStrangers());
        routes.MapPost(OwnCounterNoticeEndpoint.AppealPath, OwnCounterNoticeEndpoint.AppealAsync)
            .ExcludeFromDescription().WithMetadata(new ForStrangers());
        routes.MapGet("/console/demo/{key}", SignInEndpoint.LinkAsync)
            .ExcludeFromDescription().WithMetadata(new ForStrangers());
        var console = new ConsoleRoutes(routes);
        console.Own.MapPost("/sign-out", SignInEndpoint.OutAsync).TakesForm();
        console.Own.MapPost("/act", ActEndpoint.RunAsync).TakesForm();
        foreach (var area in Areas.All) area.Map(console);
    }
}
