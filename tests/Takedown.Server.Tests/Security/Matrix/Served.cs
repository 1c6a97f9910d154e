using System.Text.Json.Nodes;

namespace Takedown.Server.Tests.Security.Matrix;

/// <summary>The OpenAPI document that the running server serves, against the table of the test.</summary>
internal static class Served
{
    /// <summary>Method and path of every operation of a document, with its description.</summary>
    public static Dictionary<string, JsonObject> Operations(JsonNode document) => document["paths"]!.AsObject()
        .SelectMany(path => path.Value!.AsObject(), (path, verb) => (path.Key, verb))
        .ToDictionary(x => $"{x.verb.Key.ToUpperInvariant()} {x.Key}", x => x.verb.Value!.AsObject());

    /// <summary>What the table does not know of the document, and the other way round.</summary>
    public static IEnumerable<string> Faults(JsonNode document, IReadOnlyList<Operation> table)
    {
        var served = Operations(document);
        foreach (var name in served.Keys.Except(table.Select(o => o.Name))) yield return $"{name} is not in the matrix";
        foreach (var operation in table)
        {
            if (!served.TryGetValue(operation.Name, out var found))
            {
                yield return $"{operation.Name} is not in the document";
                continue;
            }
            if (NeedsKey(found) == operation.IsOpen) yield return $"{operation.Name} has no security";
            List<string> told = [.. Parameters(found, "query"), .. Parameters(found, "header")];
            foreach (var name in told.Except(operation.ParameterNames))
                yield return $"{operation.Name}: {name} is not in the matrix";
            foreach (var name in operation.ParameterNames.Except(told))
                yield return $"{operation.Name}: {name} is not in the document";
            var inPath = Parameters(found, "path").Select(p => $"{{{p}}}").ToList();
            if (operation.Object.Length > 0 != inPath.Count > 0
                || inPath.Any(p => !operation.Path.Contains(p, StringComparison.Ordinal)))
                yield return $"{operation.Name}: the object of the path is not in the matrix";
        }
    }

    /// <summary>Values that the document allows for a parameter: every word, or one number.</summary>
    public static IEnumerable<string> ValuesOf(JsonObject operation, string name)
    {
        var schema = operation["parameters"]!.AsArray().Single(p => p!["name"]!.GetValue<string>() == name)!["schema"]!;
        if (schema["enum"] is JsonArray words)
        {
            // Only what was refused can be sent again.
            return words.Select(w => w!.GetValue<string>()).Select(w => w == "resend" ? "resend&status=rejected" : w);
        }
        return schema["format"]?.GetValue<string>() switch
        {
            "date" => ["2026-01-31"],
            "date-time" => ["2026-01-31T00:00:00Z"],
            _ when name is "dryRun" or "partial" or "replace" or "key" or "crossBorder" or "overdue" =>
                ["true", "false"],
            _ when name is "body" or "notice" => [$"{Thing.Nowhere}"],
            _ when name == "tz" => ["UTC"],
            _ when name == "region" => ["CN-530000"],
            _ when name == "within" => ["PT24H"],
            _ when name == "url" => ["https://inbox.example/1"],
            _ when name == "host" => ["inbox.example"],
            _ when name == "wait" => ["0"],
            // Empty is the beginning of every kind of cursor.
            _ when name == "after" => [""],
            _ => ["1"],
        };
    }

    private static bool NeedsKey(JsonObject operation) =>
        operation["security"] is JsonArray { Count: > 0 } ways && ways.All(w => w is JsonObject { Count: > 0 });

    private static IEnumerable<string> Parameters(JsonObject operation, string place) =>
        (operation["parameters"]?.AsArray() ?? [])
            .Where(p => p!["in"]!.GetValue<string>() == place).Select(p => p!["name"]!.GetValue<string>());
}
