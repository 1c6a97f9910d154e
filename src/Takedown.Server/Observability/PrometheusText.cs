using System.Globalization;
using System.Text;

namespace Takedown.Server.Observability;

/// <summary>The Prometheus text format, version 0.0.4: names, labels, numbers and how they are escaped.</summary>
internal static class PrometheusText
{
    public const string ContentType = "text/plain; version=0.0.4; charset=utf-8";

    /// <summary>Names as the OpenTelemetry exporter for Prometheus makes them, so that dashboards of others fit.</summary>
    public static string NameOf(string instrument, string? unit, string type)
    {
        var name = Plain(instrument);
        var suffix = unit switch
        {
            "s" => "_seconds",
            "By" => "_bytes",
            _ => "",
        };
        if (!name.EndsWith(suffix, StringComparison.Ordinal)) name += suffix;
        return type == "counter" && !name.EndsWith("_total", StringComparison.Ordinal) ? name + "_total" : name;
    }

    /// <summary>The labels that go out, as they stand between the braces; one without a value is left out.</summary>
    public static string Labels(string[] wanted, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        if (wanted.Length == 0 || tags.Length == 0) return "";
        var text = new StringBuilder();
        foreach (var label in wanted)
        {
            foreach (var (name, value) in tags)
            {
                if (name != label || value is null) continue;
                if (text.Length > 0) text.Append(',');
                text.Append(Plain(label)).Append("=\"").Append(Escape(Convert.ToString(value, CultureInfo.InvariantCulture)!)).Append('"');
                break;
            }
        }
        return text.ToString();
    }

    public static void Line(StringBuilder text, string name, string labels, double value)
    {
        text.Append(name);
        if (labels.Length > 0) text.Append('{').Append(labels).Append('}');
        text.Append(' ').Append(Number(value)).Append('\n');
    }

    public static string Number(double value) =>
        double.IsNaN(value) ? "NaN"
        : double.IsPositiveInfinity(value) ? "+Inf"
        : double.IsNegativeInfinity(value) ? "-Inf"
        : value.ToString("R", CultureInfo.InvariantCulture);

    public static string Help(string text) => text.Replace(@"\", @"\\", StringComparison.Ordinal).Replace("\n", @"\n", StringComparison.Ordinal);

    public static string Escape(string value) => Help(value).Replace("\"", "\\\"", StringComparison.Ordinal);

    private static string Plain(string name) => string.Concat(name.Select(c => char.IsAsciiLetterOrDigit(c) ? c : '_'));
}
