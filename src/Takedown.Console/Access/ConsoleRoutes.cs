using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Takedown.Contracts;
using Takedown.Screens.Lists;

namespace Takedown.Screens.Access;

/// <summary>Where the areas of the console map their pages.</summary>
public sealed class ConsoleRoutes(IEndpointRouteBuilder routes)
{
    /// <summary>
    /// A page at a path below <c>/console</c>, for some kinds of organisation or, if none is named, all.
    /// </summary>
    public void Page<TPage>(string path, params OrganisationKind[] kinds) where TPage : IComponent =>
        Map(path, static http => Pages.Show<TPage>(ScreenOf(http)).ExecuteAsync(http), kinds);

    /// <summary>A list, and the same as CSV at <c>{path}.csv</c>.</summary>
    public void List(string path, Func<Screen, ListView> view, params OrganisationKind[] kinds)
    {
        ListView Chosen(Screen screen) => view(screen).Chosen(Columns.Chosen(screen));
        Map(path, http =>
        {
            var screen = ScreenOf(http);
            return Pages.Show<ListPage>(screen, ("View", Chosen(screen))).ExecuteAsync(http);
        }, kinds);
        Map(path + ".csv", async http =>
        {
            var screen = ScreenOf(http);
            await (await CsvExport.RunAsync(screen, Chosen(screen))).ExecuteAsync(http);
        }, kinds);
    }

    /// <summary>
    /// For what is no page: files, and what forms are posted to. Mapped where it is named, so that what reads its
    /// parameters is written when the program is built.
    /// </summary>
    public IEndpointRouteBuilder Own { get; } = routes.MapGroup("/console");

    // With a handler that takes no parameters but the context, nothing has to be compiled for a route.
    private void Map(string path, RequestDelegate handler, OrganisationKind[] kinds) => routes
        .MapGet("/console" + path, handler).ExcludeFromDescription().WithMetadata(new ForKinds(kinds));

    private static Screen ScreenOf(HttpContext http) => http.RequestServices.GetRequiredService<Screen>();
}

internal static class OwnRoutes
{
    /// <summary>What a form of an area's own is posted to; the token is checked before it runs.</summary>
    public static void TakesForm(this RouteHandlerBuilder route, params OrganisationKind[] kinds) =>
        route.For(kinds).DisableAntiforgery();

    /// <summary>
    /// What a form with a file is posted to. The file may be of any length, so nothing is read before the handler,
    /// which checks the token itself (<see cref="Acts.UploadForm"/>).
    /// </summary>
    public static void TakesUpload(this RouteHandlerBuilder route, params OrganisationKind[] kinds) => route.For(kinds)
        .WithMetadata(new ReadsItsForm(), new DisableRequestSizeLimitAttribute()).DisableAntiforgery();

    /// <summary>A file to download.</summary>
    public static void GivesFile(this RouteHandlerBuilder route, params OrganisationKind[] kinds) => route.For(kinds);

    private static RouteHandlerBuilder For(this RouteHandlerBuilder route, OrganisationKind[] kinds) =>
        route.ExcludeFromDescription().WithMetadata(new ForKinds(kinds));
}

/// <summary>For whom a page is; empty for everybody who is signed in.</summary>
internal sealed record ForKinds(IReadOnlyList<OrganisationKind> Kinds);

/// <summary>The handler reads the form and checks its token.</summary>
internal sealed record ReadsItsForm;

/// <summary>A page for those who are not signed in.</summary>
internal sealed record ForStrangers;
