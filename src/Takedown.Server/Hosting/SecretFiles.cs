using System.Reflection;

namespace Takedown.Server.Hosting;

/// <summary>
/// Reads text settings from files, as containers mount secrets: the setting <c>X_FILE</c> names the file with the value
/// of <c>X</c>. Line ends after the value are not part of it.
/// </summary>
internal static class SecretFiles
{
    private const string Suffix = "_FILE";
    private const int MaxBytes = 64 * 1024;

    public static IConfigurationSection Read(IConfigurationSection section, Type type, List<string> faults)
    {
        var values = section.AsEnumerable().Where(pair => pair.Value is not null)
            .ToDictionary(pair => pair.Key, pair => pair.Value, StringComparer.OrdinalIgnoreCase);
        var files = values.Keys.Where(name => name.EndsWith(Suffix, StringComparison.OrdinalIgnoreCase)
            && IsText(type, name[(section.Path.Length + 1)..^Suffix.Length])).ToList();
        foreach (var name in files)
        {
            values.Remove(name, out var path);
            var setting = name[..^Suffix.Length];
            if (values.ContainsKey(setting)) faults.Add($"{setting} and {name} are both set. Set one of them.");
            else if (TryRead(path!) is { } value) values[setting] = value;
            else faults.Add($"{name} names a file that cannot be read.");
        }
        return new ConfigurationBuilder().AddInMemoryCollection(values).Build().GetSection(section.Path);
    }

    private static bool IsText(Type type, string path)
    {
        foreach (var name in path.Split(':'))
        {
            var property = type.GetProperty(
                name, BindingFlags.Public | BindingFlags.Instance | BindingFlags.IgnoreCase);
            if (property is not { CanWrite: true }) return false;
            type = property.PropertyType;
        }
        return type == typeof(string);
    }

    private static string? TryRead(string path)
    {
        try
        {
            return new FileInfo(path) is { Exists: true, Length: <= MaxBytes }
                ? File.ReadAllText(path).TrimEnd('\r', '\n')
                : null;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return null;
        }
    }
}
