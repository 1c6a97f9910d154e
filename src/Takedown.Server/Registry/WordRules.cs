using System.Globalization;
using Takedown.Contracts;
using Takedown.Contracts.Json;
using Takedown.Core.Words;
using Takedown.Server.Http;

namespace Takedown.Server.Registry;

/// <summary>Rules for vocabularies and functions, and for the words of other documents.</summary>
internal static class WordRules
{
    private const int MaxWords = 500, MaxFunctions = 200, MaxName = 100;

    /// <summary>What the program itself says, which no vocabulary may leave out.</summary>
    private static readonly Dictionary<string, IReadOnlyList<string>> BuiltIn =
        new() { ["measure"] = Kebab.All<Measure>() };

    public static List<InputFault> Check(Vocabulary vocabulary)
    {
        var faults = CheckAll(
            vocabulary.Words, "/words", MaxWords, w => (w.Word, "word", w.Zh, w.En, w.Status));
        foreach (var word in BuiltIn.GetValueOrDefault(vocabulary.Axis) ?? [])
        {
            if (vocabulary.Words?.Any(w => w?.Word == word) is not true) faults.Add("/words", "word.built-in", word);
        }
        return faults;
    }

    /// <param name="functions">The list to be written.</param>
    /// <param name="registry">Regimes and regulators that use functions.</param>
    public static List<InputFault> Check(FunctionList functions, RegistrySnapshot registry)
    {
        var faults = CheckAll(
            functions.Items, "/items", MaxFunctions, f => (f.Code, "code", f.Zh, f.En, f.Status));
        foreach (var (i, function) in (functions.Items ?? []).Take(MaxFunctions).Index())
            faults.CheckLength(function?.Body, 300, $"/items/{i}/body");
        var used = registry.Regimes.Values
            .SelectMany(r => r.FunctionByIpType?.Values.Append(r.Function) ?? [r.Function])
            .Concat(registry.Regulators.Values.SelectMany(r => r.FunctionList)).Distinct();
        foreach (var code in used.Order(StringComparer.Ordinal))
        {
            if (functions.Items?.Any(f => f?.Code == code) is not true) faults.Add("/items", "function.in-use", code);
        }
        return faults;
    }

    /// <summary>A warning for a word that is not in use on its axis; null if it is.</summary>
    public static InputFault? Warning(this RegistrySnapshot registry, string axis, string? word, string pointer) =>
        registry.Words[axis].Warning(word, pointer);

    /// <summary>The same with the words of the axis at hand.</summary>
    public static InputFault? Warning(this WordList words, string? word, string pointer) =>
        string.IsNullOrEmpty(word) || words.Contains(word) ? null
            : new(pointer, "word.unknown", JsonErrors.Shorten(word), words.Nearest(word) ?? "–");

    private static List<InputFault> CheckAll<T>(
        IReadOnlyList<T>? items, string pointer, int max,
        Func<T, (string Word, string Name, string Zh, string En, WordStatus Status)> read)
    {
        List<InputFault> faults = [];
        if (items is not { Count: > 0 })
        {
            faults.Add(pointer, "field.required");
            return faults;
        }
        if (items.Count > max) faults.Add(pointer, "list.too-long", max.ToString(CultureInfo.InvariantCulture));
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (i, item) in items.Take(max).Index())
        {
            if (item is null)
            {
                faults.Add($"{pointer}/{i}", "field.required");
                continue;
            }
            var (word, name, zh, en, status) = read(item);
            if (word is null || !Validation.IsToken(word)) faults.Add($"{pointer}/{i}/{name}", "value.token");
            else if (!seen.Add(word)) faults.Add($"{pointer}/{i}/{name}", "value.duplicate");
            CheckName(zh, $"{pointer}/{i}/zh");
            CheckName(en, $"{pointer}/{i}/en");
            if (!Enum.IsDefined(status)) faults.Add($"{pointer}/{i}/status", "field.type", "active / retired");
        }
        return faults;

        void CheckName(string? text, string at)
        {
            if (string.IsNullOrWhiteSpace(text)) faults.Add(at, "field.required");
            else faults.CheckLength(text, MaxName, at);
        }
    }
}
