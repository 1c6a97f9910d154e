namespace Takedown.Core;

/// <summary>One fault of a document, found by a rule.</summary>
/// <param name="Pointer">Where: JSON pointer (RFC 6901) into the document.</param>
/// <param name="Code">What: stable code, one of <see cref="FaultCodes"/>.</param>
public readonly record struct Fault(string Pointer, string Code);

/// <summary>Codes of faults; part of the API, so they never change.</summary>
public static class FaultCodes
{
    /// <summary>Missing, null or blank.</summary>
    public const string Required = "field.required";
    /// <summary>A number, a length of time or a day outside its bounds.</summary>
    public const string OutOfRange = "value.out-of-range";
    /// <summary>Not one of the words allowed here.</summary>
    public const string Unknown = "value.unknown";
    /// <summary>Given where the rest of the document leaves no meaning for it.</summary>
    public const string NotAllowed = "value.not-allowed";
    /// <summary>A text longer than its bound.</summary>
    public const string TooLong = "value.too-long";
    /// <summary>A code or a number in a shape that it cannot have.</summary>
    public const string BadFormat = "value.bad-format";
    /// <summary>A second time in one list.</summary>
    public const string Duplicate = "value.duplicate";
    /// <summary>More entries than the bound.</summary>
    public const string ListTooLong = "list.too-long";
    /// <summary>Not more than the entry before it.</summary>
    public const string NotRising = "list.not-rising";
    /// <summary>No such calendar.</summary>
    public const string UnknownCalendar = "calendar.unknown";
    /// <summary>No such IANA zone.</summary>
    public const string UnknownZone = "calendar.unknown-zone";
}
