using System.Diagnostics;
using System.Globalization;
using Microsoft.AspNetCore.Http.HttpResults;
using Takedown.Contracts;
using Takedown.Contracts.Json;
using Takedown.Core.Keys;

namespace Takedown.Server.Http;

/// <summary>Error responses of the endpoints: problem details (RFC 9457) with a stable code.</summary>
internal static class Problems
{
    /// <summary>What is unavailable is tried again by the server itself with pauses of this size.</summary>
    private const string RetrySeconds = "5";

    public static ProblemHttpResult Invalid(HttpContext http, params IReadOnlyList<InputFault> faults) =>
        Of(http, StatusCodes.Status400BadRequest, "input.invalid", faults);

    /// <summary>The path itself does not exist, whoever asks.</summary>
    public static ProblemHttpResult NoSuchPath(HttpContext http)
    {
        var problem = NotFound(http);
        problem.ProblemDetails.Detail = Messages.Text("path.unknown", Language.Of(http));
        return problem;
    }

    public static ProblemHttpResult NotFound(HttpContext http) => Of(http, StatusCodes.Status404NotFound, "not-found");

    public static ProblemHttpResult Conflict(HttpContext http, string code) =>
        Of(http, StatusCodes.Status409Conflict, code);

    /// <summary>The act may be repeated after a time, which Retry-After says.</summary>
    public static ProblemHttpResult TooSoon(HttpContext http, string code, TimeSpan wait)
    {
        http.Response.Headers.RetryAfter =
            Math.Max(1, Math.Ceiling(wait.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
        return Of(http, StatusCodes.Status429TooManyRequests, code);
    }

    /// <summary>A cursor of a history that the database no longer has.</summary>
    /// <param name="http">The request.</param>
    /// <param name="resumeAfter">The cursor after which nothing is skipped.</param>
    public static ProblemHttpResult HistoryChanged(HttpContext http, string resumeAfter)
    {
        var problem = Of(http, StatusCodes.Status410Gone, "cursor.history-changed");
        problem.ProblemDetails.Extensions["resumeAfter"] = resumeAfter;
        return problem;
    }

    /// <summary>The key lacks scopes; names them and those that it has.</summary>
    public static ProblemHttpResult ScopeMissing(HttpContext http, ScopeSet missing)
    {
        string[] needed = [.. missing.List.Select(Kebab.Word)], has = [.. http.Caller().Scopes.List.Select(Kebab.Word)];
        return TypedResults.Problem(
            title: Messages.Text(
                "scope.missing", Language.Of(http), string.Join(", ", needed), string.Join(", ", has)),
            statusCode: StatusCodes.Status403Forbidden,
            type: "urn:takedown:problem:scope.missing",
            extensions: new Dictionary<string, object?>
            {
                ["code"] = "scope.missing",
                ["traceId"] = Activity.Current?.TraceId.ToString() ?? http.TraceIdentifier,
                ["needed"] = needed,
                ["scopes"] = has,
            });
    }

    /// <summary>The operation is for other kinds of organisation; names them and the caller's.</summary>
    public static ProblemHttpResult Forbidden(HttpContext http, IReadOnlyList<OrganisationKind> kinds)
    {
        var language = Language.Of(http);
        string Name(OrganisationKind kind) => KindNames.Of(kind, language);
        var given = http.Caller().Kind;
        var problem = Of(http, StatusCodes.Status403Forbidden, "forbidden");
        problem.ProblemDetails.Title = Messages.Text(
            "forbidden", language, string.Join(Messages.Text("kind.or", language), kinds.Select(Name)), Name(given));
        problem.ProblemDetails.Extensions["neededKinds"] = kinds.Select(Kebab.Word).ToArray();
        problem.ProblemDetails.Extensions["kind"] = given.Word();
        return problem;
    }

    /// <summary>The path does not read what was sent; names what it reads, in the headers made for it too.</summary>
    public static ProblemHttpResult Unsupported(HttpContext http)
    {
        var types = string.Join(", ", AcceptedTypes.Of(http));
        if (HttpMethods.IsPost(http.Request.Method)) http.Response.Headers["Accept-Post"] = types;
        if (HttpMethods.IsPatch(http.Request.Method)) http.Response.Headers["Accept-Patch"] = types;
        http.Response.Headers.Accept = types;
        var problem = Of(http, StatusCodes.Status415UnsupportedMediaType, "media-type.unsupported");
        string[] given = [$"{http.Request.ContentType}", .. http.Request.Headers.ContentEncoding.OfType<string>()];
        problem.ProblemDetails.Title = Messages.Text(
            "media-type.unsupported", Language.Of(http), types,
            JsonErrors.Shorten(string.Join(", ", given.Where(g => g.Length > 0).DefaultIfEmpty("-"))));
        return problem;
    }

    public static ProblemHttpResult Of(
        HttpContext http, int status, string code, IReadOnlyList<InputFault>? faults = null, Guid? batchId = null)
    {
        if (status == StatusCodes.Status503ServiceUnavailable) http.Response.Headers.RetryAfter = RetrySeconds;
        var language = Language.Of(http);
        var extensions = new Dictionary<string, object?>
        {
            ["code"] = code,
            ["traceId"] = Activity.Current?.TraceId.ToString() ?? http.TraceIdentifier,
        };
        if (faults is { Count: > 0 }) extensions["errors"] = Localize(faults, language);
        if (batchId is not null) extensions["batchId"] = batchId;
        return TypedResults.Problem(
            title: Messages.Text(code, language, faults is [var first, ..] && first.Code == code ? first.Args : []),
            statusCode: status,
            type: $"urn:takedown:problem:{code}",
            extensions: extensions);
    }

    public static List<FieldError> Localize(IEnumerable<InputFault> faults, string language) =>
        [.. faults.Select(f =>
            new FieldError
            {
                Pointer = f.Pointer,
                Code = f.Code,
                Message = Messages.Text(f.Text ?? f.Code, language, f.Args),
            })];
}
