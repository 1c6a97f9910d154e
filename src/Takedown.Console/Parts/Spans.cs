using Takedown.Screens.Access;

namespace Takedown.Screens.Parts;

/// <summary>Lengths of time in words.</summary>
public static class Spans
{
    /// <summary>In the two largest units: <c>2 days 3 h</c>, <c>5 h 20 min</c>, <c>40 s</c>.</summary>
    public static string Text(Screen screen, TimeSpan span)
    {
        if (span < TimeSpan.FromMinutes(1)) return screen.T($"{span.Seconds} s", $"{span.Seconds} 秒");
        List<(int Size, string Text)> parts =
        [
            (span.Days, screen.T(span.Days == 1 ? "1 day" : $"{span.Days} days", $"{span.Days} 天")),
            (span.Hours, screen.T($"{span.Hours} h", $"{span.Hours} 小时")),
            (span.Minutes, screen.T($"{span.Minutes} min", $"{span.Minutes} 分钟")),
        ];
        return string.Join(' ', parts.SkipWhile(p => p.Size == 0).Take(2).Where(p => p.Size > 0).Select(p => p.Text));
    }
}
