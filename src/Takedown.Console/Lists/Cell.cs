using Takedown.Screens.Access;
using Takedown.Screens.Parts;

namespace Takedown.Screens.Lists;

/// <summary>A value of a table, as a page shows it and as CSV has it.</summary>
/// <param name="Text">As CSV has it.</param>
public sealed record Cell(string Text)
{
    /// <summary>Where it leads, below <c>/console</c>.</summary>
    public string? Href { get; init; }

    /// <summary>A state: its text stands beside a colour, never the colour alone.</summary>
    public Tone? Tone { get; init; }

    public DateTimeOffset? At { get; init; }

    /// <summary>The time is a deadline, which counts down.</summary>
    public bool IsDue { get; init; }

    public bool IsNumber { get; init; }

    /// <summary>A part of 1, drawn as a bar beside the number.</summary>
    public double? Share { get; init; }

    public static readonly Cell Empty = new("");

    public static Cell Of(string? text) => new(text ?? "");

    public static Cell Link(string? text, string href) => new(text ?? "") { Href = href };

    public static Cell State(Screen screen, string? word, Tone? tone = null) =>
        word is null ? Empty : new(screen.Word(word)) { Tone = tone ?? Tones.Of(word) };

    public static Cell State<T>(Screen screen, T? value, Tone? tone = null) where T : struct, Enum =>
        value is { } given ? State(screen, Contracts.Json.Kebab.Word(given), tone) : Empty;

    public static Cell When(Screen screen, DateTimeOffset? at) =>
        at is { } time ? new(screen.Minute(time)) { At = time } : Empty;

    public static Cell Due(Screen screen, DateTimeOffset? at) =>
        at is { } time ? new(screen.Minute(time)) { At = time, IsDue = true } : Empty;

    public static Cell Number(Screen screen, long? value) =>
        value is { } number ? new(screen.Number(number)) { IsNumber = true } : Empty;

    public static Cell Percent(Screen screen, double? rate) =>
        new(screen.Percent(rate)) { IsNumber = true, Share = rate };
}
