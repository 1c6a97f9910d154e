using Takedown.Contracts;
using Takedown.Core.Transparency;
using Takedown.Server.Http;

namespace Takedown.Server.Transparency.Decisions;

/// <summary>The checks of a decision about a notice of the public record.</summary>
internal static class RecordDecisionFaults
{
    private const int MaxValue = 500, MaxText = 2000;

    public static List<InputFault> Of(RecordDecisionInput input)
    {
        List<InputFault> faults = [];
        faults.CheckLength(input.Note, MaxText, "/note");
        if (input.Kind is not { } kind)
        {
            faults.Add("/kind", "field.required");
            return faults;
        }
        CheckWord(faults, kind is not RecordDecisionKind.Reply, input.Ground is not null, "/ground");
        CheckWord(faults, kind is RecordDecisionKind.Reply, input.Author is not null, "/author");
        Check(faults, kind is RecordDecisionKind.Correct, input.Value, MaxValue, "/value");
        Check(faults, kind is RecordDecisionKind.Reply, input.Text, MaxText, "/text");
        var fields = RecordDecisionRules.FieldsOf(kind);
        Check(faults, fields.Count > 0, input.Field, MaxValue, "/field");
        if (fields.Count > 0 && input.Field is { Length: > 0 } field && !fields.Contains(field))
        {
            faults.Add(new InputFault(
                "/field", "value.unknown", JsonErrors.Shorten(field), string.Join(", ", fields)));
        }
        return faults;
    }

    private static void CheckWord(List<InputFault> faults, bool isHere, bool isGiven, string pointer)
    {
        if (isHere != isGiven) faults.Add(pointer, isHere ? "field.required" : "field.not-here");
    }

    private static void Check(List<InputFault> faults, bool isHere, string? text, int most, string pointer)
    {
        if (isHere) faults.CheckText(text, most, pointer);
        else if (text is not null) faults.Add(pointer, "field.not-here");
    }
}
