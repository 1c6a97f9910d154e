using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using Takedown.Contracts;

namespace Takedown.Core;

/// <summary>Collects all faults of a document, and holds the checks shared by several documents.</summary>
internal sealed class FaultList
{
    private const int MaxText = 1000;
    private static readonly SearchValues<char> CodeCharacters =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-");
    private readonly List<Fault> _faults = [];

    public IReadOnlyList<Fault> All => _faults;

    public void Add(string pointer, string code, string? value = null) =>
        _faults.Add(new Fault(pointer, code) { Value = value });

    /// <summary>Returns true if the value is present; otherwise adds a fault.</summary>
    public bool Present([NotNullWhen(true)] object? value, string pointer)
    {
        if (value is not null) return true;
        Add(pointer, FaultCodes.Required);
        return false;
    }

    /// <summary>As <see cref="Present"/>, with at most <paramref name="max"/> entries.</summary>
    public bool Bounded<T>([NotNullWhen(true)] IReadOnlyList<T>? list, string pointer, int max)
    {
        if (!Present(list, pointer)) return false;
        if (list.Count <= max) return true;
        Add(pointer, FaultCodes.ListTooLong);
        return false;
    }

    public void Text(string? text, string pointer, int max = MaxText)
    {
        if (string.IsNullOrWhiteSpace(text)) Add(pointer, FaultCodes.Required);
        else if (text.Length > max) Add(pointer, FaultCodes.TooLong);
    }

    public void OneOf(string? text, string pointer, params ReadOnlySpan<string> allowed)
    {
        if (string.IsNullOrWhiteSpace(text)) Add(pointer, FaultCodes.Required);
        else if (!allowed.Contains(text)) Add(pointer, FaultCodes.Unknown);
    }

    /// <summary>
    /// Checks the code of a policy or calendar, which appears in paths and reports: A-Z, digits and hyphens, 1 to 40
    /// characters.
    /// </summary>
    public void Code(string? code, string pointer)
    {
        if (string.IsNullOrEmpty(code)) Add(pointer, FaultCodes.Required);
        else if (code.Length > 40) Add(pointer, FaultCodes.TooLong);
        else if (code.AsSpan().ContainsAnyExcept(CodeCharacters)) Add(pointer, FaultCodes.BadFormat);
    }

    public void Source(SourceMark? source, string pointer)
    {
        if (!Present(source, pointer)) return;
        OneOf(source.Mark, $"{pointer}/mark", "L", "S", "s", "B", "P");
        Text(source.Text, $"{pointer}/text");
    }

    /// <summary>Checks the sources of single fields, which may be only those of <paramref name="fields"/>.</summary>
    public void Sources(
        IReadOnlyDictionary<string, SourceMark>? sources, string pointer, params ReadOnlySpan<string> fields)
    {
        foreach (var (field, source) in sources ?? new Dictionary<string, SourceMark>())
        {
            var at = $"{pointer}/{Escaped(field)}";
            if (fields.Contains(field)) Source(source, at);
            else Add(at, FaultCodes.Unknown);
        }
    }

    /// <summary>Checks words of a list that the program knows, each at most once.</summary>
    public void Words(IReadOnlyList<string>? words, string pointer, IReadOnlyList<string> allowed)
    {
        if (!Bounded(words, pointer, allowed.Count)) return;
        for (var i = 0; i < words.Count; i++)
        {
            if (!allowed.Contains(words[i])) Add($"{pointer}/{i}", FaultCodes.Unknown);
            else if (words.Take(i).Contains(words[i])) Add($"{pointer}/{i}", FaultCodes.Duplicate);
        }
    }

    /// <summary>A key as a part of a JSON pointer.</summary>
    public static string Escaped(string key) =>
        key.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal);
}
