using System.Globalization;
using Takedown.Contracts.Json;

namespace Takedown.Client;

/// <summary>Formats values as query parameters.</summary>
internal static class QueryText
{
    public static string? Text(this int? number) => number?.ToString(CultureInfo.InvariantCulture);

    public static string? Text(this Guid? id) => id?.ToString();

    public static string? Text(this DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>Whole seconds, the resolution of the server's <c>wait</c> parameter.</summary>
    public static string? Text(this TimeSpan? wait) =>
        wait is { } w ? ((int)w.TotalSeconds).ToString(CultureInfo.InvariantCulture) : null;

    public static string? Text<T>(this T? word) where T : struct, Enum => word is { } w ? w.Word() : null;
}
