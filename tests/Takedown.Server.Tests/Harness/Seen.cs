using System.Net.Http.Headers;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;

namespace Takedown.Server.Tests.Harness;

/// <summary>What the console answered.</summary>
public sealed record Seen(
    string Path, int Status, string Body, HttpResponseHeaders Headers, HttpContentHeaders ContentHeaders)
{
    private IHtmlDocument? html;

    /// <summary>The page.</summary>
    public IHtmlDocument Html => html ??= new HtmlParser().ParseDocument(Body);

    /// <summary>Where a redirect leads.</summary>
    public string? Location => Headers.Location?.OriginalString;

    public string Title => Html.Title ?? "";

    /// <summary>The text of the main part, with its white space folded.</summary>
    public string Text => Folded(Html.QuerySelector("main")?.TextContent);

    /// <summary>The texts of the cells, row by row, of the list or of the table that is named.</summary>
    public IReadOnlyList<IReadOnlyList<string>> Rows(string table = "table[data-list]") =>
        [.. Html.QuerySelectorAll($"{table} tbody tr").Select(
            r => (IReadOnlyList<string>)[.. r.QuerySelectorAll("td, th").Select(c => Folded(c.TextContent))])];

    /// <summary>Where the links of the main part lead.</summary>
    public IReadOnlyList<string> Links =>
        [.. Html.QuerySelectorAll("main a[href]").Select(a => a.GetAttribute("href")!)];

    /// <summary>The only element that fits.</summary>
    public IElement One(string selector) => Assert.Single(Html.QuerySelectorAll(selector));

    public string? Header(string name) =>
        Headers.TryGetValues(name, out var values) || ContentHeaders.TryGetValues(name, out values)
            ? string.Join("; ", values) : null;

    /// <summary>A form by its id or its action.</summary>
    public IElement Form(string idOrAction)
    {
        var form = Html.QuerySelectorAll("form")
            .FirstOrDefault(f => f.Id == idOrAction || f.GetAttribute("action") == idOrAction);
        Assert.True(form is not null, $"{Path} ({Status}) has no form {idOrAction}: {Start}");
        return form;
    }

    /// <summary>The status must be this, or the test fails with what the page said.</summary>
    public Seen Must(int status)
    {
        Assert.True(status == Status, $"{Path}: expected {status}, got {Status} {Location}: {Start}");
        return this;
    }

    /// <summary>It must lead to a page.</summary>
    public Seen MustLeadTo(string path)
    {
        Must(302);
        Assert.Equal(path, Location);
        return this;
    }

    internal string Start => Text is { Length: > 0 } text ? text[..Math.Min(text.Length, 1500)]
        : Body[..Math.Min(Body.Length, 500)];

    private static string Folded(string? text) =>
        string.Join(' ', (text ?? "").Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
