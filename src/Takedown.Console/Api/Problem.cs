using System.Text.Json;
using System.Text.Json.Nodes;

namespace Takedown.Screens.Api;

/// <summary>A problem as the API gives it, in the language of the reader.</summary>
public sealed record Problem(int Status, string Code, string Title)
{
    public string? Detail { get; init; }

    public IReadOnlyList<Fault> Faults { get; init; } = [];

    public string? TraceId { get; init; }

    /// <summary>Why a notice of the public record is hidden, as a word.</summary>
    public string? Ground { get; init; }

    public static Problem Of(ApiAnswer answer)
    {
        JsonNode? json = null;
        try
        {
            json = answer.Json;
        }
        catch (JsonException)
        {
            // An answer without a problem, such as of a stream that broke off.
        }
        if (json is not JsonObject problem) return new(answer.Status, "internal", $"{answer.Status}");
        string? Text(string name) => problem[name]?.GetValue<string>();
        return new(answer.Status, Text("code") ?? "internal", Text("title") ?? $"{answer.Status}")
        {
            Detail = Text("detail"),
            TraceId = Text("traceId"),
            Ground = Text("ground"),
            Faults = [.. (problem["errors"] as JsonArray ?? []).OfType<JsonObject>().Select(e => new Fault(
                e["pointer"]?.GetValue<string>() ?? "", e["code"]?.GetValue<string>() ?? "",
                e["message"]?.GetValue<string>() ?? ""))],
        };
    }
}

/// <summary>What is wrong with one field.</summary>
public sealed record Fault(string Pointer, string Code, string Message);

/// <summary>The API refused; the console shows the problem as a page.</summary>
public sealed class ApiException(Problem problem) : Exception(problem.Title)
{
    public Problem Problem { get; } = problem;
}
