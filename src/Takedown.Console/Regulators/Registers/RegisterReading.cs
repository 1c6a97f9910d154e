using System.Text.Json;
using Takedown.Contracts;
using Takedown.Screens.Access;
using Takedown.Screens.Api;
using Takedown.Screens.Regulators.Shared;

namespace Takedown.Screens.Regulators.Registers;

/// <summary>What pages of a register read and write of its rows.</summary>
internal static class RegisterReading
{
    public static async Task<RegisterView> FindAsync(Screen screen, string code) =>
        (await screen.Api.GetAsync<Page<RegisterView>>("/v1/registers")).Items.FirstOrDefault(r => r.Code == code)
            ?? throw new ApiException(Known.NotFound(screen));

    public static string Path(string code, string rest = "") => $"/v1/registers/{Paths.Segment(code)}{rest}";

    public static string Name(this RegisterField field, Screen screen) => screen.T(field.En, field.Zh);

    public static string Value(
        this RegisterField field, Screen screen, IReadOnlyDictionary<string, JsonElement> fields)
    {
        if (!fields.TryGetValue(field.Name, out var value)) return "";
        return field.Type is "word" or "words" ? string.Join(screen.T(", ", "、"), Words(value).Select(screen.Word))
            : Texts.Value(screen, value);
    }

    /// <summary>The name of a field in a form, by its type.</summary>
    public static string FormName(this RegisterField field) => $"fields.{field.Name}" + field.Type switch
    {
        "yes-no" => ":flag",
        "words" or "list" => ":list",
        _ => "",
    };

    /// <summary>A value as a form shows it: lists one a line.</summary>
    public static string? FormValue(this RegisterField field, IReadOnlyDictionary<string, JsonElement>? fields)
    {
        if (fields?.TryGetValue(field.Name, out var value) is not true) return null;
        return value.ValueKind switch
        {
            JsonValueKind.Array => string.Join('\n', Words(value)),
            JsonValueKind.True => "true",
            JsonValueKind.False => "false",
            JsonValueKind.String => value.GetString(),
            _ => value.GetRawText(),
        };
    }

    private static IEnumerable<string> Words(JsonElement value) => value.ValueKind == JsonValueKind.Array
        ? value.EnumerateArray().Select(v => v.ToString()) : [value.ToString()];
}
