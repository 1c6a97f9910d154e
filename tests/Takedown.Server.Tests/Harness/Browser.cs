using System.Net;
using System.Net.Http.Headers;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;

namespace Takedown.Server.Tests.Harness;

/// <summary>
/// A reader of the console without script: keeps cookies, reads pages and posts their forms. It follows no redirect by
/// itself. Its cookies are its own, so that two of them are two readers.
/// </summary>
public sealed class Browser : IDisposable
{
    private readonly HttpClient client;
    private readonly SocketsHttpHandler handler;

    public Browser(Uri address)
    {
        handler = new() { AllowAutoRedirect = false, CookieContainer = Cookies };
        client = new(handler) { BaseAddress = address, Timeout = TimeSpan.FromMinutes(2) };
    }

    /// <summary>One that is signed in.</summary>
    public static async Task<Browser> OpenAsync(TestServer server, string key)
    {
        var browser = new Browser(server.Address);
        (await browser.SignInAsync(key)).MustLeadTo("/console");
        return browser;
    }

    public CookieContainer Cookies { get; } = new();

    /// <summary>The language that the browser asks for where the page's address and the cookie name none.</summary>
    public string Language { get; set; } = "en";

    /// <summary>The same cookies at another server.</summary>
    public Browser At(Uri address)
    {
        var other = new Browser(address) { Language = Language };
        foreach (Cookie cookie in Cookies.GetCookies(client.BaseAddress!))
            other.Cookies.Add(address, new Cookie(cookie.Name, cookie.Value, "/"));
        return other;
    }

    public async Task<Seen> SignInAsync(string key, string? to = null)
    {
        var page = await GetAsync("/console/sign-in" + (to is null ? "" : $"?to={Uri.EscapeDataString(to)}"));
        return await PostFormAsync(page.Must(200), "/console/sign-in", ("key", key));
    }

    public Task<Seen> GetAsync(string path, string? lang = null) => SendAsync(HttpMethod.Get, path, null, lang);

    /// <summary>The page to which an answer leads.</summary>
    public Task<Seen> FollowAsync(Seen answer)
    {
        Assert.True(answer.Location is not null, $"{answer.Status} leads nowhere: {answer.Start}");
        return GetAsync(answer.Location);
    }

    /// <summary>
    /// Posts a form of a page as it stands there, with some fields filled in; null takes a field away.
    /// </summary>
    /// <param name="page">The page that has it.</param>
    /// <param name="form">Its id or its action.</param>
    /// <param name="fields">What is typed into it; a name may come several times.</param>
    public Task<Seen> PostFormAsync(Seen page, string form, params (string Name, string? Value)[] fields)
    {
        var found = page.Form(form);
        return SendAsync(HttpMethod.Post, found.GetAttribute("action") ?? page.Path,
            new FormUrlEncodedContent(Filled(found, fields)));
    }

    /// <summary>The same with a file.</summary>
    public Task<Seen> PostFileAsync(
        Seen page, string form, string field, string fileName, byte[] bytes,
        params (string Name, string? Value)[] fields)
    {
        var found = page.Form(form);
        Assert.Equal("multipart/form-data", found.GetAttribute("enctype"));
        var content = new MultipartFormDataContent();
        foreach (var (name, value) in Filled(found, fields)) content.Add(new StringContent(value), name);
        content.Add(new ByteArrayContent(bytes), field, fileName);
        return SendAsync(HttpMethod.Post, found.GetAttribute("action") ?? page.Path, content);
    }

    public async Task<Seen> SendAsync(HttpMethod method, string path, HttpContent? content, string? lang = null)
    {
        using var request = new HttpRequestMessage(method, path) { Content = content };
        request.Headers.AcceptLanguage.Add(StringWithQualityHeaderValue.Parse(lang ?? Language));
        using var response = await client.SendAsync(request);
        return new(path, (int)response.StatusCode, await response.Content.ReadAsStringAsync(), response.Headers,
            response.Content.Headers);
    }

    public void Dispose()
    {
        client.Dispose();
        handler.Dispose();
    }

    private static IEnumerable<KeyValuePair<string, string>> Filled(
        IElement form, (string Name, string? Value)[] fields)
    {
        var typed = fields.Select(f => f.Name).ToHashSet(StringComparer.Ordinal);
        return form.QuerySelectorAll("input[name], select[name], textarea[name]")
            .Select(e => (Name: e.GetAttribute("name")!, Value: ValueOf(e)))
            .Where(f => f.Value is not null && !typed.Contains(f.Name))
            .Concat(fields.Where(f => f.Value is not null))
            .Select(f => KeyValuePair.Create(f.Name, f.Value!));
    }

    /// <summary>What a browser would send; null for what is not ticked, and for files.</summary>
    private static string? ValueOf(IElement field) => field switch
    {
        IHtmlSelectElement select => select.Value,
        IHtmlTextAreaElement area => area.Value,
        IHtmlInputElement { Type: "checkbox" or "radio" } box => box.IsChecked ? box.Value : null,
        IHtmlInputElement { Type: "file" } => null,
        IHtmlInputElement input => input.Value,
        _ => null,
    };
}
