using System.Collections.Frozen;
using System.Globalization;
using System.Text.Json.Serialization.Metadata;
using Takedown.Contracts;
using Takedown.Contracts.Json;

namespace Takedown.Server.Intake;

/// <summary>
/// The columns of a CSV file of notices, derived from the fields of a notice: texts, ids and lists of texts. An account
/// has one column, its id. Evidence columns set the first piece of evidence.
/// </summary>
internal static class CsvColumns
{
    private static readonly FrozenDictionary<string, Action<object, string>> All = Of(TakedownJson.Default.NoticeInput)
        .ToFrozenDictionary(column => column.Name, column => column.Set, StringComparer.OrdinalIgnoreCase);

    public static IEnumerable<string> Names => All.Keys;

    public static bool Contains(string name) => All.ContainsKey(name);

    /// <summary>Sets the field of a column to the value of a cell.</summary>
    /// <exception cref="FormatException">The cell is not a valid id.</exception>
    public static void Set(NoticeInput notice, string column, string cell) => All[column](notice, cell);

    private static IEnumerable<(string Name, Action<object, string> Set)> Of(JsonTypeInfo type) =>
        type.Properties.SelectMany(Of);

    private static IEnumerable<(string Name, Action<object, string> Set)> Of(JsonPropertyInfo field)
    {
        var (name, set, get, type) = (field.Name, field.Set!, field.Get!, field.PropertyType);
        if (type == typeof(string)) return [(name, (item, cell) => set(item, cell))];
        if (type == typeof(Guid?)) return [(name, (item, cell) => set(item, Id(cell)))];
        if (type == typeof(IReadOnlyList<string>)) return [(name, (item, cell) => set(item, Split(cell)))];
        if (type == typeof(AccountRef)) return [(name, (item, cell) => set(item, new AccountRef { Id = cell }))];
        if (type == typeof(IReadOnlyList<Evidence>)) return Nested(typeof(Evidence), First);
        return type.IsClass ? Nested(type, Part) : [];

        IEnumerable<(string, Action<object, string>)> Nested(Type part, Func<object, JsonTypeInfo, object> at)
        {
            var info = field.Options.GetTypeInfo(part);
            return Of(info).Select(column =>
                ($"{name}.{column.Name}", (Action<object, string>)((item, cell) => column.Set(at(item, info), cell))));
        }

        object Part(object item, JsonTypeInfo info)
        {
            if (get(item) is { } existing) return existing;
            var created = info.CreateObject!();
            set(item, created);
            return created;
        }

        object First(object item, JsonTypeInfo info)
        {
            if (get(item) is IReadOnlyList<Evidence> existing) return existing[0];
            var created = new Evidence();
            set(item, new[] { created });
            return created;
        }
    }

    private static Guid Id(string cell) => Guid.Parse(cell, CultureInfo.InvariantCulture);

    private static string[] Split(string cell) =>
        cell.Split('|', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
}
