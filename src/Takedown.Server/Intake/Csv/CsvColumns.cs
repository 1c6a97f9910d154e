using System.Collections.Frozen;
using System.Globalization;
using System.Text.Json.Serialization.Metadata;
using Takedown.Contracts;
using Takedown.Contracts.Json;
using Takedown.Server.Http;

namespace Takedown.Server.Intake.Csv;

/// <summary>
/// The columns of a CSV file of notices, derived from the fields of a notice: texts, ids, instants and lists of texts.
/// The id of an account has the name of the account. Evidence columns set the first piece of evidence.
/// </summary>
internal static class CsvColumns
{
    /// <summary>Before the name of a column for the sender's own data.</summary>
    public const string Metadata = "metadata.";

    private static readonly FrozenDictionary<string, Action<object, string>> All = Of(TakedownJson.Default.NoticeInput)
        // The server says what a notice lacks.
        .Where(column => column.Name != "missing")
        .ToFrozenDictionary(column => column.Name, column => column.Set, StringComparer.OrdinalIgnoreCase);

    /// <summary>Columns of a spreadsheet's numbers, whose digits are lost where it shortens them.</summary>
    private static readonly FrozenSet<string> Numbers = new[]
    {
        nameof(NoticeInput.ClientRef), $"{nameof(Target)}.{nameof(Target.Account)}",
        $"{nameof(Work)}.{nameof(Work.RegistrationNo)}", $"{nameof(NoticeInput.RightsHolder)}.{nameof(Party.Phone)}",
    }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    /// <summary>Columns whose texts have several lines.</summary>
    private static readonly FrozenSet<string> Long = new[]
    {
        nameof(NoticeInput.Explanation), $"{nameof(NoticeInput.RightsHolder)}.{nameof(Party.Address)}",
        $"{nameof(NoticeInput.RightsHolder)}.{nameof(Party.Contact)}",
    }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    public static IEnumerable<string> Names => All.Keys;

    private static readonly FrozenDictionary<string, string> Paths =
        All.Keys.ToFrozenDictionary(Folded, name => name, StringComparer.Ordinal);

    /// <summary>The column of a path, however its letters and separators are written; null if there is none.</summary>
    public static string? ByPath(string heading) => Paths.GetValueOrDefault(Folded(heading));

    private static string Folded(string name) =>
        string.Concat(name.Where(char.IsAsciiLetterOrDigit)).ToLowerInvariant();

    public static bool Contains(string name) => All.ContainsKey(name);

    /// <summary>Whether a cell of the column may contain line breaks.</summary>
    public static bool MayHaveLines(string name) => Long.Contains(name);

    /// <summary>The place of a column in a notice.</summary>
    public static string Pointer(string name) => name.StartsWith(Metadata, StringComparison.Ordinal)
        ? "/metadata/" + JsonErrors.Escape(name[Metadata.Length..])
        : "/" + name.Replace("evidence.", "evidence/0/", StringComparison.OrdinalIgnoreCase).Replace('.', '/');

    public static bool HoldsNumbers(string name) => Numbers.Contains(name);

    /// <summary>Sets the field of a column to the value of a cell.</summary>
    /// <exception cref="FormatException">The cell is not a valid id or instant; the message names the type.</exception>
    public static void Set(NoticeInput notice, string column, string cell) => All[column](notice, cell);

    private static IEnumerable<(string Name, Action<object, string> Set)> Of(JsonTypeInfo type) =>
        type.Properties.SelectMany(Of);

    private static IEnumerable<(string Name, Action<object, string> Set)> Of(JsonPropertyInfo field)
    {
        var (name, set, get, type) = (field.Name, field.Set!, field.Get!, field.PropertyType);
        if (type == typeof(string)) return [(name, (item, cell) => set(item, cell))];
        if (type == typeof(Guid?)) return [(name, (item, cell) => set(item, Id(cell)))];
        if (type == typeof(DateTimeOffset?)) return [(name, (item, cell) => set(item, CsvInstant.Parse(cell)))];
        if (type == typeof(IReadOnlyList<string>)) return [(name, (item, cell) => set(item, Split(cell)))];
        if (type == typeof(IReadOnlyList<Guid>))
            return [(name, (item, cell) => set(item, Array.ConvertAll(Split(cell), Id)))];
        if (type == typeof(AccountRef))
        {
            return
            [
                (name, (item, cell) => set(item, new AccountRef { Id = cell, Name = (get(item) as AccountRef)?.Name })),
                ($"{name}.name", (item, cell) =>
                    set(item, new AccountRef { Id = (get(item) as AccountRef)?.Id, Name = cell })),
            ];
        }
        if (type == typeof(IReadOnlyList<Contracts.Evidence>)) return Nested(typeof(Contracts.Evidence), First);
        return type.IsClass && type.Assembly == typeof(NoticeInput).Assembly ? Nested(type, Part) : [];

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
            if (get(item) is IReadOnlyList<Contracts.Evidence> existing) return existing[0];
            var created = new Contracts.Evidence();
            set(item, new[] { created });
            return created;
        }
    }

    private static Guid Id(string cell) =>
        Guid.TryParse(cell, CultureInfo.InvariantCulture, out var id) ? id : throw new FormatException("UUID");

    private static string[] Split(string cell) =>
        cell.Split('|', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
}
