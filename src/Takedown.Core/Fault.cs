namespace Takedown.Core;

/// <summary>One fault of a validated document.</summary>
/// <param name="Pointer">Location as a JSON pointer (RFC 6901) into the document.</param>
/// <param name="Code">Stable code, one of <see cref="FaultCodes"/>.</param>
public readonly record struct Fault(string Pointer, string Code)
{
    /// <summary>What stands there, where the message names it.</summary>
    public string? Value { get; init; }
}

/// <summary>Codes of faults. They are part of the API and never change.</summary>
public static class FaultCodes
{
    /// <summary>Missing, null or blank.</summary>
    public const string Required = "field.required";
    /// <summary>A number, a duration or a date outside its bounds.</summary>
    public const string OutOfRange = "value.out-of-range";
    /// <summary>Not one of the allowed values.</summary>
    public const string Unknown = "value.unknown";
    /// <summary>Not applicable, given the rest of the document.</summary>
    public const string NotAllowed = "value.not-allowed";
    /// <summary>Text longer than its maximum.</summary>
    public const string TooLong = "value.too-long";
    /// <summary>A code or a number in an invalid format.</summary>
    public const string BadFormat = "value.bad-format";
    /// <summary>A control character or an invisible one within the text.</summary>
    public const string BadCharacter = "url.bad-character";
    /// <summary>Occurs more than once in a list.</summary>
    public const string Duplicate = "value.duplicate";
    /// <summary>More entries than the maximum.</summary>
    public const string ListTooLong = "list.too-long";
    /// <summary>Not greater than the preceding entry.</summary>
    public const string NotRising = "list.not-rising";
    /// <summary>The calendar does not exist.</summary>
    public const string UnknownCalendar = "calendar.unknown";
    /// <summary>No element of a notice or a counter-notice.</summary>
    public const string UnknownElement = "element.unknown";
    /// <summary>No function of regulators.</summary>
    public const string UnknownFunction = "function.unknown";
    /// <summary>No code of a country.</summary>
    public const string UnknownCountry = "country.unknown";
    /// <summary>Another regime holds in the country by default.</summary>
    public const string CountryTaken = "country.taken";
    /// <summary>Cannot be changed.</summary>
    public const string Fixed = "field.fixed";
    /// <summary>A regime whose notices need not say where the infringement is.</summary>
    public const string NoLocation = "regime.no-location";
    /// <summary>The IANA time zone does not exist.</summary>
    public const string UnknownZone = "calendar.unknown-zone";
}
