using System.Globalization;
using System.Text.Json;
using Takedown.Contracts.Json;
using Takedown.Screens.Access;
using Takedown.Screens.Lists;
using Takedown.Screens.Parts;

namespace Takedown.Screens.Regulators.Shared;

/// <summary>Texts and choices that several pages of the regulators use.</summary>
public static class Texts
{
    /// <summary>The reporting lines of the monthly form.</summary>
    public static readonly IReadOnlyList<string> Lines =
        ["copyright", "culture-enforcement", "cyberspace", "telecom", "police"];

    public static string YesNo(Screen screen, bool yes) => yes ? screen.T("yes", "是") : screen.T("no", "否");

    /// <summary>A day without a time of day.</summary>
    public static string Day(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "";

    /// <summary>A figure of a form or a campaign, without needless zeros.</summary>
    public static string Figure(decimal? value) => value?.ToString("#,0.##", CultureInfo.InvariantCulture) ?? "–";

    /// <summary>A link with the first eight characters of an id.</summary>
    public static Cell Id(Guid id, string path) => Cell.Link(ShortId.Short(id), path);

    public static Cell Link(string text, string path) => Cell.Link(text.Length > 0 ? text : "–", path);

    /// <summary>All words of an enumeration, for a field.</summary>
    public static IEnumerable<(string Value, string Text)> All<T>(Screen screen) where T : struct, Enum =>
        Of(screen, Kebab.All<T>());

    public static IEnumerable<(string Value, string Text)> Of(Screen screen, IEnumerable<string> words) =>
        words.Select(w => (w, screen.Word(w)));

    public static Filter Choice(Screen screen, string name, string label, params IEnumerable<string> words) =>
        new(name, label) { Choices = [.. Of(screen, words)] };

    /// <summary>A value of a register or of a part of a case, as a reader sees it.</summary>
    public static string Value(Screen screen, JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.True => YesNo(screen, true),
        JsonValueKind.False => YesNo(screen, false),
        JsonValueKind.Array => string.Join(
            screen.T(", ", "、"), value.EnumerateArray().Select(v => Value(screen, v))),
        JsonValueKind.String => value.GetString() ?? "",
        JsonValueKind.Null or JsonValueKind.Undefined => "",
        _ => value.GetRawText(),
    };
}
