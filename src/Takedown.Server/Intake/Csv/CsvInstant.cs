using System.Globalization;
using System.Text.RegularExpressions;

namespace Takedown.Server.Intake.Csv;

/// <summary>
/// Instants in cells: RFC 3339, and the ways in which spreadsheets and people write the same. The offset is never
/// guessed.
/// </summary>
internal static partial class CsvInstant
{
    /// <exception cref="FormatException">The cell is not an instant with an offset.</exception>
    public static DateTimeOffset Parse(string cell)
    {
        var parts = Pattern().Match(cell);
        if (parts.Success)
        {
            var offset = parts.Groups["offset"].Value.ToUpperInvariant() switch
            {
                "Z" or "UTC" => "+00:00",
                var hours when hours.Length == 3 => $"{hours}:00",
                var hours when hours.Length == 5 => $"{hours[..3]}:{hours[3..]}",
                var hours => hours,
            };
            var seconds = parts.Groups["seconds"].Success ? parts.Groups["seconds"].Value : ":00";
            var text = $"{parts.Groups["year"]}-{parts.Groups["month"].Value.PadLeft(2, '0')}-"
                + $"{parts.Groups["day"].Value.PadLeft(2, '0')}T{parts.Groups["hour"].Value.PadLeft(2, '0')}:"
                + $"{parts.Groups["minute"]}{seconds}{offset}";
            if (DateTimeOffset.TryParse(
                text, CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal, out var instant)) return instant;
        }
        throw new FormatException("RFC 3339 instant (2026-11-21T08:00:00Z)");
    }

    [GeneratedRegex(
        @"^(?<year>\d{4})[-/.](?<month>\d{1,2})[-/.](?<day>\d{1,2})[Tt ] ?(?<hour>\d{1,2}):(?<minute>\d{2})"
            + @"(?<seconds>:\d{2}(\.\d{1,9})?)? ?(?<offset>[Zz]|UTC|[+-]\d{2}(:?\d{2})?)$",
        RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Pattern();
}
