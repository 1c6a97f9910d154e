using System.Diagnostics;
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

    public static ProblemHttpResult NotFound(HttpContext http) => Of(http, StatusCodes.Status404NotFound, "not-found");

    public static ProblemHttpResult Conflict(HttpContext http, string code) =>
        Of(http, StatusCodes.Status409Conflict, code);

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
            title: Messages.Text(code, language),
            statusCode: status,
            type: $"urn:takedown:problem:{code}",
            extensions: extensions);
    }

    public static List<FieldError> Localize(IEnumerable<InputFault> faults, string language) =>
        [.. faults.Select(f =>
            new FieldError { Pointer = f.Pointer, Code = f.Code, Message = Messages.Text(f.Code, language, f.Args) })];
}
