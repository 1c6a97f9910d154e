using System.Text;
using Spectre.Console;

namespace Takedown.Demo;

/// <summary>
/// A line of coloured parts that never wraps: text that does not fit is cut, so that the layout below stays in place.
/// </summary>
internal sealed class ClippedLine(int cells)
{
    private readonly StringBuilder markup = new();
    private int left = cells;

    public ClippedLine Add(string text, string? style = null)
    {
        var taken = Fit(text, left);
        left -= Cells(taken);
        if (taken.Length < text.Length) left = 0;
        var escaped = Markup.Escape(taken);
        markup.Append(style is null ? escaped : $"[{style}]{escaped}[/]");
        return this;
    }

    public Markup Done() => new(markup.ToString());

    /// <summary>Cuts a text to a number of terminal cells.</summary>
    public static string Fit(string text, int cells)
    {
        if (Cells(text) <= cells) return text;
        var (end, used) = (0, 0);
        while (end < text.Length && used + CellsOf(text[end]) <= cells - 1) used += CellsOf(text[end++]);
        return cells > 0 ? text[..end] + "…" : "";
    }

    private static int Cells(string text) => text.Sum(CellsOf);

    /// <summary>
    /// Chinese characters and punctuation are two cells wide; the demo's texts contain no other wide characters.
    /// </summary>
    private static int CellsOf(char c) => c is >= '\u1100' and (< '\u2000' or > '\u2e7f') ? 2 : 1;
}
