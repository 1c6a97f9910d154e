namespace Takedown.Screens.Api;

/// <summary>Paths with a query.</summary>
public static class Paths
{
    /// <summary>A path with further parameters, escaped; those that are empty are left out.</summary>
    public static string With(string path, params IEnumerable<(string Name, string? Value)> parameters)
    {
        var given = parameters.Where(p => !string.IsNullOrEmpty(p.Value))
            .Select(p => $"{Uri.EscapeDataString(p.Name)}={Uri.EscapeDataString(p.Value!)}");
        var query = string.Join('&', given);
        return query.Length == 0 ? path : $"{path}{(path.Contains('?', StringComparison.Ordinal) ? '&' : '?')}{query}";
    }

    /// <summary>The page of something with a code.</summary>
    public static string Page(string list, string code) => $"/console/{list}/{Segment(code)}";

    /// <summary>One segment of a path, escaped.</summary>
    public static string Segment(string? text) => Uri.EscapeDataString(text ?? "");
}
