using System.Globalization;

namespace Takedown.Server.Http;

/// <summary>Plain rules for bulk items; each adds its faults to the list of the item.</summary>
internal static class FaultLists
{
    public static void Add(this List<InputFault> faults, string pointer, string code, params string[] args) =>
        faults.Add(new(pointer, code, args));

    public static void CheckLength(this List<InputFault> faults, string? text, int max, string pointer)
    {
        if (text?.Length > max) faults.Add(pointer, "value.too-long", max.ToString(CultureInfo.InvariantCulture));
    }

    /// <summary>A text that is required.</summary>
    public static void CheckText(this List<InputFault> faults, string? text, int max, string pointer)
    {
        if (string.IsNullOrWhiteSpace(text)) faults.Add(pointer, "field.required");
        else faults.CheckLength(text, max, pointer);
    }

    /// <summary>A list of ids without repetitions.</summary>
    public static void CheckIds(this List<InputFault> faults, IReadOnlyList<Guid>? ids, int max, string pointer)
    {
        if (ids is null) return;
        if (ids.Count > max) faults.Add(pointer, "list.too-long", max.ToString(CultureInfo.InvariantCulture));
        else if (ids.Distinct().Count() < ids.Count) faults.Add(pointer, "value.duplicate");
    }

    public static void CheckToken(this List<InputFault> faults, string? text, string pointer)
    {
        if (text is not null && !Validation.IsToken(text)) faults.Add(pointer, "value.token");
    }

    public static void CheckTokens(this List<InputFault> faults, IReadOnlyList<string>? words, int max, string pointer)
    {
        if (words is null) return;
        if (words.Count > max) faults.Add(pointer, "list.too-long", max.ToString(CultureInfo.InvariantCulture));
        for (var i = 0; i < Math.Min(words.Count, max); i++)
        {
            if (words[i] is null || !Validation.IsToken(words[i])) faults.Add($"{pointer}/{i}", "value.token");
        }
    }
}
