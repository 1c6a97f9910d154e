using System.Globalization;
using Takedown.Contracts;
using Takedown.Core;
using Takedown.Core.Registers;
using Takedown.Server.Http;

namespace Takedown.Server.Registers;

/// <summary>The faults of a row with what their messages say.</summary>
internal static class RegisterFaults
{
    public static InputFault Of(
        Fault fault, RegisterDefinition register, IReadOnlyDictionary<string, string> texts, string prefix)
    {
        var name = fault.Pointer[1..];
        var field = register.Fields.FirstOrDefault(f => f.Name == name);
        string[] args = fault.Code switch
        {
            "value.too-long" => [Number(field?.Type is "long-text" or "list"
                ? RegisterValues.MaxLongText : RegisterValues.MaxText)],
            "value.unknown" => [JsonErrors.Shorten(texts.GetValueOrDefault(name) ?? ""),
                string.Join(", ", field?.Words ?? [])],
            "list.too-long" => ["100"],
            _ => [],
        };
        return new($"{prefix}{fault.Pointer}", fault.Code, args);
    }

    private static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);
}
