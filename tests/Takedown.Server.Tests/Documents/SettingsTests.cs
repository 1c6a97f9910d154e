using System.Globalization;
using System.Reflection;
using System.Text.RegularExpressions;

namespace Takedown.Server.Tests.Documents;

/// <summary>Settings in the pages against the program's options.</summary>
[Trait("Database", "unused")]
public sealed partial class SettingsTests
{
    private const string OperatorsPage = "docker/README.md";

    /// <summary>By its name, wherever it is.</summary>
    private static readonly Type Options =
        Assembly.Load("Takedown.Server").GetTypes().Single(t => t.Name == "TakedownOptions");

    private static readonly IReadOnlyDictionary<string, object?> Known =
        Leaves("Takedown", Options, Activator.CreateInstance(Options)!).ToDictionary(l => l.Key, l => l.Default);

    [Fact]
    public void Every_setting_that_a_page_names_exists()
    {
        Assert.NotEmpty(Known);
        PageFaults.None(Page.All.SelectMany(page => Setting().Matches(page.Text)
            .Select(m => m.Value.Replace("__", ":", StringComparison.Ordinal))
            .Where(name => !Known.ContainsKey(name))
            .Select(name => $"{page.Path}: {name}")));
    }

    [Fact]
    public void Every_setting_is_in_the_operators_table_with_its_default()
    {
        var rows = Row().Matches(Page.At(OperatorsPage).Text)
            .ToDictionary(
                row => Words(row.Groups["name"].Value).Single(),
                row => Words(row.Groups["default"].Value).SingleOrDefault());
        foreach (var (name, value) in Known)
        {
            Assert.True(rows.TryGetValue(name, out var documented), $"{name} is not in {OperatorsPage}");
            Assert.Equal((name, Text(value)), (name, documented));
        }
    }

    private static IEnumerable<(string Key, object? Default)> Leaves(string path, Type type, object defaults) =>
        type.GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(p => p.CanWrite).SelectMany(p =>
            p.PropertyType.Assembly == type.Assembly
                ? Leaves($"{path}:{p.Name}", p.PropertyType, p.GetValue(defaults)!)
                : [($"{path}:{p.Name}", p.GetValue(defaults))]);

    private static string? Text(object? value) => value switch
    {
        null => null,
        bool flag => flag ? "true" : "false",
        _ => Convert.ToString(value, CultureInfo.InvariantCulture),
    };

    private static IEnumerable<string> Words(string cell) => Word().Matches(cell).Select(m => m.Groups["word"].Value);

    [GeneratedRegex("Takedown(?:__|:)[A-Za-z]+(?:(?:__|:)[A-Za-z]+)*", RegexOptions.ExplicitCapture, 2000)]
    private static partial Regex Setting();

    private const RegexOptions Lines = RegexOptions.ExplicitCapture | RegexOptions.Multiline;

    [GeneratedRegex(@"^\| (?<name>`Takedown:[^|]+) \|(?<default>[^|]*)\|", Lines, 2000)]
    private static partial Regex Row();

    [GeneratedRegex("`(?<word>[^`]+)`", RegexOptions.ExplicitCapture, 2000)]
    private static partial Regex Word();
}
