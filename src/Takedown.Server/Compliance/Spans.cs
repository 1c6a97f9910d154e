using System.Xml;

namespace Takedown.Server.Compliance;

/// <summary>Lengths of time of a query: whole hours, from one to a maximum.</summary>
internal static class Spans
{
    public static TimeSpan? Read(string text, TimeSpan max)
    {
        // Years and months have no fixed length.
        if (text.Length > 20 || !text.StartsWith('P') || text.Split('T')[0].AsSpan().ContainsAny('Y', 'M')) return null;
        try
        {
            var span = XmlConvert.ToTimeSpan(text);
            return span >= TimeSpan.FromHours(1) && span <= max && span.Ticks % TimeSpan.TicksPerHour == 0
                ? span : null;
        }
        catch (Exception error) when (error is FormatException or OverflowException)
        {
            return null;
        }
    }
}
