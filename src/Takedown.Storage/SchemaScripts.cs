using System.Globalization;
using System.Reflection;

namespace Takedown.Storage;

/// <summary>The embedded migration scripts of a database, in order.</summary>
internal static class SchemaScripts
{
    public static IReadOnlyList<(long Version, string Sql)> For(string database)
    {
        var assembly = Assembly.GetExecutingAssembly();
        var prefix = $"migrations/{database}/";
        return [.. assembly.GetManifestResourceNames()
            .Where(name => name.StartsWith(prefix, StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)
            .Select(name => (Version(name.AsSpan(prefix.Length, 4)), Read(assembly, name)))];
    }

    private static long Version(ReadOnlySpan<char> digits) => long.Parse(digits, CultureInfo.InvariantCulture);

    private static string Read(Assembly assembly, string name)
    {
        using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!);
        return reader.ReadToEnd();
    }
}
