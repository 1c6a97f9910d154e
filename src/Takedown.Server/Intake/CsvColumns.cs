using System.Collections.Frozen;
using System.Globalization;
using System.Text.Json.Serialization.Metadata;
using Takedown.Contracts;
using Takedown.Contracts.Json;

namespace Takedown.Server.Intake;

/// <summary>
/// The columns of a table of notices, made from the fields of a notice: texts, ids and lists of texts. An account is
/// named by its id; evidence is the first piece.
/// </summary>
internal static class CsvColumns
{
    private static readonly FrozenDictionary<string, Action<object, string>> All = Of(TakedownJson.Default.NoticeInput)
        .ToFrozenDictionary(column => column.Name, column => column.Set, StringComparer.OrdinalIgnoreCase);

    public static IEnumerable<string> Names => All.Keys;

    public static bool Contains(string name) => All.ContainsKey(name);

    /// <summary>The field of a column gets the value of a cell.</summary>
    /// <exception cref="FormatException">The cell is no id.</exception>
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
        if (type == typeof(IReadOnlyList<Evidence>)) return Inside(typeof(Evidence), First);
        return type.IsClass ? Inside(type, Part) : [];

        IEnumerable<(string, Action<object, string>)> Inside(Type part, Func<object, JsonTypeInfo, object> at)
        {
            var info = field.Options.GetTypeInfo(part);
            return Of(info).Select(column =>
                ($"{name}.{column.Name}", (Action<object, string>)((item, cell) => column.Set(at(item, info), cell))));
        }

        object Part(object item, JsonTypeInfo info)
        {
            if (get(item) is { } found) return found;
            var made = info.CreateObject!();
            set(item, made);
            return made;
        }

        object First(object item, JsonTypeInfo info)
        {
            if (get(item) is IReadOnlyList<Evidence> found) return found[0];
            var made = new Evidence();
            set(item, new[] { made });
            return made;
        }
    }

    private static Guid Id(string cell) => Guid.Parse(cell, CultureInfo.InvariantCulture);

    private static string[] Split(string cell) =>
        cell.Split('|', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
}
