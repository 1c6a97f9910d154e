namespace Takedown.Server.Tests.Security.Matrix;

/// <summary>What this test believes of an operation; it does not ask the server.</summary>
/// <param name="Name">Method and path, as in the document.</param>
/// <param name="Kinds">
/// The kinds of organisation that may call it; beginning with <see cref="Anybody"/>, also who has no key.
/// </param>
/// <param name="Scope">The scope of key that it needs, or <c>any</c>.</param>
/// <param name="Object">The kind of object in the path; empty if there is none.</param>
/// <param name="Parameters">
/// Its parameters of the query and of headers. After <c>!</c>, somebody else's object is 404; without it, the
/// parameter only filters.
/// </param>
/// <param name="Body">A body that is good: what would do harm if a refusal did not hold.</param>
internal sealed record Operation(
    string Name, string Kinds, string Scope, string Object = "", string Parameters = "", string? Body = null)
{
    /// <summary>Kinds of an operation that needs no account.</summary>
    public const string Anybody = "anybody";

    /// <summary>Whether it is open without a key. One that is sent is looked at where kinds are named.</summary>
    public bool IsOpen => Kinds.StartsWith(Anybody, Ordinal);

    public bool LooksAtKeys => Kinds != Anybody;

    public string Method => Name[..Name.IndexOf(' ', StringComparison.Ordinal)];

    public string Path => Name[(Name.IndexOf(' ', StringComparison.Ordinal) + 1)..];

    public IEnumerable<string> ParameterNames =>
        Parameters.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(p => p.TrimStart('!'));

    /// <summary>Whether it ends its object, so that a caller who may call it gets an object of its own.</summary>
    public bool Ends => Path.EndsWith("/erasure", Ordinal)
        || (Method == "DELETE" && Object is "key" or "person" or "watch" or "saved-view" or "subscription");

    public bool Hides(string parameter) => Parameters.Split(' ').Contains("!" + parameter);

    /// <summary>Whether it says nothing without a further parameter, which is not made up here.</summary>
    public bool NeedsMore => Name is "GET /v1/accounts" or "GET /v1/account-appeals/steps";

    public bool IsStream => Path.EndsWith("/stream", Ordinal);

    /// <summary>
    /// Whether only a person may do it. One with a body is asked with a bad one, which is refused first.
    /// </summary>
    public bool NeedsPerson => Name == "GET /v1/cases/{id}/trace"
        || (Path.StartsWith("/v1/reports/monthly/", Ordinal)
            && Name.Split('/')[^1] is "check" or "signature" or "acceptance");

    private const StringComparison Ordinal = StringComparison.Ordinal;
}
