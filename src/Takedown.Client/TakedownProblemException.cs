using System.Net;
using Takedown.Contracts;

namespace Takedown.Client;

/// <summary>The server answered, and not with success.</summary>
public sealed class TakedownProblemException : Exception
{
    /// <summary>Wraps an answer.</summary>
    public TakedownProblemException(HttpStatusCode status, ProblemView problem) : base(Describe(status, problem))
    {
        Status = status;
        Problem = problem;
    }

    /// <summary>HTTP status of the answer.</summary>
    public HttpStatusCode Status { get; }

    /// <summary>
    /// What the server said, with its stable code and all faults of the input; only the status if nothing readable.
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
