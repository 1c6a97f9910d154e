using System.Collections.Frozen;

namespace Takedown.Server.Http;

/// <summary>One item of a list, or why it cannot be read: the others of the list do not suffer for it.</summary>
/// <param name="Value">The item; null if the list has null there or the item has a fault.</param>
/// <param name="Fault">The first fault, placed within the item.</param>
/// <param name="Id">The id that the faulty item names, if it can be read.</param>
internal readonly record struct ListItem<T>(T? Value, InputFault? Fault = null, Guid? Id = null) where T : class;

/// <summary>Where in an answer of a platform the fault with a code is.</summary>
internal static class AnswerFaults
{
    private static readonly FrozenDictionary<string, string> Places = new Dictionary<string, string>
    {
        ["notice.required"] = "/noticeId",
        ["notice.unknown"] = "/noticeId",
        ["account-action.unknown"] = "/id",
        ["response.required"] = "/response",
        ["transition.not-allowed"] = "/response",
        ["measure.required"] = "/measure",
        ["measure.not-here"] = "/measure",
        ["measure.too-mild"] = "/measure",
        ["reason.required"] = "/reason",
        ["measure.text-required"] = "/reason/text",
        ["reason.text-required"] = "/reason/text",
        ["reason.too-long"] = "/reason/text",
        ["reason.code-invalid"] = "/reason/code",
        ["reason.code-unknown"] = "/reason/code",
        ["finding.required"] = "/finding",
        ["finding.not-here"] = "/finding",
        ["corrects.required"] = "/corrects",
        ["corrects.not-here"] = "/corrects",
        ["corrects.repeated"] = "/corrects",
        ["corrects.too-many"] = "/corrects",
        ["settles-others.not-here"] = "/settlesOthers",
        ["settles-others.too-many"] = "/settlesOthers",
        ["platform-ref.too-long"] = "/platformRef",
        ["account.invalid"] = "/account",
        ["at.out-of-range"] = "/at",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    public static InputFault Of(string code) => new(Places[code], code);
}
