using System.Globalization;
using System.Reflection;

namespace Takedown.Storage;

/// <summary>The embedded migration files of an dialect, in order.</summary>
internal static class Scripts
{
    public static IReadOnlyList<(long Version, string Sql)> For(string engine)
    {
        var assembly = Assembly.GetExecutingAssembly();
        var prefix = $"migrations/{engine}/";
        return [.. assembly.GetManifestResourceNames()
            .Where(name => name.StartsWith(prefix, StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)
            .Select(name => (long.Parse(name.AsSpan(prefix.Length, 4), CultureInfo.InvariantCulture), Read(assembly, name)))];
    }

    private static string Read(Assembly assembly, string name)
    {
        using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!);
        return reader.ReadToEnd();
    }
}
