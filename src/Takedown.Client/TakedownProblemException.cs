using System.Net;
using Takedown.Contracts;

namespace Takedown.Client;

/// <summary>The server returned an answer other than success.</summary>
public sealed class TakedownProblemException : Exception
{
    /// <summary>Creates the exception for an answer.</summary>
    public TakedownProblemException(HttpStatusCode status, ProblemView problem) : base(Describe(status, problem))
    {
        Status = status;
        Problem = problem;
    }

    /// <summary>HTTP status of the answer.</summary>
    public HttpStatusCode Status { get; }

    /// <summary>
    /// The problem returned by the server, with its stable code and all faults of the input; only the status is set if
    /// the body was not readable.
    /// </summary>
    public ProblemView Problem { get; }

    private static string Describe(HttpStatusCode status, ProblemView problem)
    {
        var text = $"{(int)status} {problem.Code ?? status.ToString()}";
        if (problem.Title is { Length: > 0 } title) text += $": {title}";
        if (problem.Errors is { Count: > 0 } errors)
        {
            text += " " + string.Join(" ", errors.Take(5).Select(e => $"{e.Pointer}: {e.Message} ({e.Code})"));
            if (errors.Count > 5) text += $" and {errors.Count - 5} more";
        }
        return text;
    }
}
