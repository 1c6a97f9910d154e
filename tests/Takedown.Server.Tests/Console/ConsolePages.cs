using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Takedown.Contracts.Json;
using Takedown.Screens.Access;
using Takedown.Server.Tests.Harness;

namespace Takedown.Server.Tests.Screens;

/// <summary>The pages of the console that need no id, as they are mapped; and what every page must be.</summary>
internal static class ConsolePages
{
    public static IReadOnlyList<ConsolePage> Of(TestServer server) =>
        [.. server.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Select(e => (Path: "/" + e.RoutePattern.RawText?.TrimStart('/'), Kinds: e.Metadata.GetMetadata<ForKinds>(),
                Methods: e.Metadata.GetMetadata<HttpMethodMetadata>()))
            .Where(e => e.Kinds is not null && e.Methods?.HttpMethods.Contains("GET") == true
                && !e.Path.Contains('{', StringComparison.Ordinal)
                && !e.Path.EndsWith(".csv", StringComparison.Ordinal))
            .Select(e => new ConsolePage(e.Path, [.. e.Kinds!.Kinds.Select(k => Kebab.Word(k))]))];

    /// <summary>What is wrong with a page, whatever it shows.</summary>
    public static IEnumerable<string> Faults(Seen page, string language, bool isPublic = false)
    {
        // What the script asks, and nothing has happened.
        if (page.Status == 204) yield break;
        if (page.Status != 200)
        {
            yield return $"{page.Path}: {page.Status} {page.Start}";
            yield break;
        }
        if (page.ContentHeaders.ContentType?.MediaType != "text/html") yield break;
        var html = page.Html;
        if (html.DocumentElement.GetAttribute("lang") != language) yield return $"{page.Path}: not in {language}";
        if (html.QuerySelectorAll("h1").Length != 1) yield return $"{page.Path}: not one heading";
        if (isPublic ? page.Title.Length == 0 : !page.Title.EndsWith(" · Takedown", StringComparison.Ordinal))
            yield return $"{page.Path}: no title";
        foreach (var element in html.QuerySelectorAll("style, [style], script:not([src]), [onclick], [onchange]"))
            yield return $"{page.Path}: inline {element.OuterHtml}";
        foreach (var form in html.QuerySelectorAll("form[method=post]:not(:has(input[name=_token]))"))
            yield return $"{page.Path}: a form without a token to {form.GetAttribute("action")}";
        foreach (var twice in html.QuerySelectorAll("[id]").GroupBy(e => e.Id, StringComparer.Ordinal)
            .Where(g => g.Count() > 1))
            yield return $"{page.Path}: the id {twice.Key} {twice.Count()} times";
        foreach (var label in html.QuerySelectorAll("label[for]")
            .Where(l => html.GetElementById(l.GetAttribute("for")!) is null))
            yield return $"{page.Path}: a label without its field {label.TextContent}";
        foreach (var link in html.QuerySelectorAll("[href], [src], [action]")
            .Select(e => e.GetAttribute("href") ?? e.GetAttribute("src") ?? e.GetAttribute("action")!)
            .Where(l => !l.StartsWith('#') && !l.StartsWith("/console", StringComparison.Ordinal)
                && !l.StartsWith("/public", StringComparison.Ordinal) && !(isPublic && l.StartsWith('/'))))
            yield return $"{page.Path}: leads out to {link}";
    }
}

/// <summary>A page and for whom it is; for everybody if no kind is named.</summary>
internal sealed record ConsolePage(string Path, IReadOnlyList<string> Kinds)
{
    public bool IsFor(string kind) => Kinds.Count == 0 || Kinds.Contains(kind);
}
