using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Takedown.Contracts;
using Takedown.Screens.Acts;
using Takedown.Screens.Api;

namespace Takedown.Screens.Access;

/// <summary>One request of a reader: who it is, in which language, and what a page may ask of the server.</summary>
public sealed class Screen
{
    private readonly IPageServer server;

    public Screen(IPageServer server)
    {
        this.server = server;
        Api = new(this, server);
    }

    public HttpContext Http { get; internal set; } = null!;

    public ISignedIn? Caller { get; internal set; }

    /// <summary>Organisation, key and person of the session; null before the sign-in.</summary>
    public MeView? Me { get; internal set; }

    public ApiClient Api { get; }

    public bool IsChinese { get; internal set; }

    /// <summary>Value of the <c>lang</c> attribute and of <c>Accept-Language</c>.</summary>
    public string Language => IsChinese ? "zh-CN" : "en";

    /// <summary>Why the form that was sent was refused; shown beside its fields.</summary>
    public Failure? Failure { get; internal set; }

    /// <summary>What was done by the request before this one.</summary>
    public string? Said { get; internal set; }

    /// <summary>The same reader with another page; what was refused of a form is not told again.</summary>
    internal void Continue(Screen other) =>
        (Http, Caller, Me, IsChinese, Said) = (other.Http, other.Caller, other.Me, other.IsChinese, other.Said);

    public DateTimeOffset Now => server.Now;

    public OrganisationKind? Kind => Me?.Kind;

    public bool May(KeyScope scope) => Me?.Scopes.Contains(scope) == true;

    /// <summary>A text in both languages, of which the reader's is shown.</summary>
    public string T(string english, string chinese) => IsChinese ? chinese : english;

    /// <summary>A word of the API, such as <c>action-taken</c>, for the reader.</summary>
    public string Word(string? word) => Words.Of(word, IsChinese);

    public string Word<T>(T? value) where T : struct, Enum =>
        value is { } given ? Word(Takedown.Contracts.Json.Kebab.Word(given)) : "";

    public string Route(string name) => Http.Request.RouteValues[name]?.ToString() ?? "";

    /// <summary>A parameter of the page's address; null if it is missing or empty.</summary>
    public string? Query(string name) => Http.Request.Query[name] is [{ Length: > 0 } value, ..] ? value : null;

    /// <summary>The address of this page without its language.</summary>
    public string Path => Http.Request.Path.Value ?? "/console";

    /// <summary>This page with parameters changed; null takes one away.</summary>
    public string Here(params (string Name, string? Value)[] changes)
    {
        var changed = changes.Select(c => c.Name).Append("lang").ToHashSet(StringComparer.Ordinal);
        var kept = Http.Request.Query.Where(q => !changed.Contains(q.Key))
            .SelectMany(q => q.Value.Select(v => (q.Key, v)));
        return Paths.With(new PathString(Path).ToUriComponent(), [.. kept, .. changes]);
    }

    /// <summary>
    /// The page that the reader is on: this one, or where a form was sent, which has no page of its own, that of the
    /// form.
    /// </summary>
    public string Page => !HttpMethods.IsPost(Http.Request.Method) ? Here()
        : ActEndpoint.LocalPath(Http.Features.Get<IFormFeature>()?.Form?["_back"]);

    /// <summary>
    /// The offset in which days and times are written: that of China for its organisations, else UTC.
    /// </summary>
    public TimeSpan Offset => Me?.Organisation.Country == "CN" ? TimeSpan.FromHours(8) : TimeSpan.Zero;

    public string Day(DateTimeOffset at) => At(at, "yyyy-MM-dd");

    public string Minute(DateTimeOffset at) => At(at, "yyyy-MM-dd HH:mm");

    public string Number(long value) => value.ToString("N0", CultureInfo.InvariantCulture);

    public string Percent(double? rate) =>
        rate is { } given ? (given * 100).ToString("0.0", CultureInfo.InvariantCulture) + " %" : "–";

    private string At(DateTimeOffset at, string format) =>
        at.ToOffset(Offset).ToString(format, CultureInfo.InvariantCulture);
}
