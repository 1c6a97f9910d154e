namespace Takedown.Server.Http;

/// <summary>
/// Refuses query parameters that a route does not read, and repeated ones: an ignored filter gives figures that look
/// right.
/// </summary>
internal static class UnknownParameters
{
    public static void UseKnownParameters(this IApplicationBuilder app) => app.Use(static (http, next) =>
        http.Request.Query.Count > 0 && Find(http) is { Count: > 0 } faults
            ? Problems.Of(http, StatusCodes.Status400BadRequest, faults[0].Code, faults).ExecuteAsync(http)
            : next(http));

    private static List<InputFault> Find(HttpContext http)
    {
        if (http.GetEndpoint()?.Metadata is not { } metadata
            || !http.Request.Path.StartsWithSegments("/v1", StringComparison.Ordinal)) return [];
        List<string> known = [.. metadata.OfType<ReadsQuery>().SelectMany(q => q.Names)];
        List<InputFault> faults = [];
        foreach (var (name, values) in http.Request.Query)
        {
            var shown = JsonErrors.Shorten(name);
            if (!known.Contains(name, StringComparer.OrdinalIgnoreCase))
            {
                faults.Add(new(
                    $"?{shown}", "parameter.unknown", shown, known.Count > 0 ? string.Join(", ", known) : "–"));
            }
            else if (values.Count > 1 && !QueryParameters.Repeated.Contains(name, StringComparer.OrdinalIgnoreCase))
            {
                faults.Add(new($"?{shown}", "parameter.twice", shown));
            }
        }
        return faults;
    }
}
