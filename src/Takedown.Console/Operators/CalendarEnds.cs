using Takedown.Screens.Access;
using Takedown.Screens.Lists;
using Takedown.Screens.Parts;

namespace Takedown.Screens.Operators;

/// <summary>The end of a calendar, in words: its next version must be written before.</summary>
internal static class CalendarEnds
{
    /// <summary>As in the server's warning.</summary>
    private const int NoticeDays = 60;

    public static int DaysLeft(Screen screen, DateOnly last) =>
        last.DayNumber - DateOnly.FromDateTime(screen.Now.ToOffset(screen.Offset).DateTime).DayNumber;

    public static bool IsNear(int daysLeft) => daysLeft <= NoticeDays;

    public static string Say(Screen screen, int daysLeft) => daysLeft < 0
        ? screen.T($"ended {-daysLeft} days ago", $"已截止 {-daysLeft} 天")
        : screen.T($"{daysLeft} days left", $"剩余 {daysLeft} 天");

    public static Cell Cell(Screen screen, DateOnly last)
    {
        var left = DaysLeft(screen, last);
        return new(Say(screen, left)) { Tone = left < 0 ? Tone.Bad : IsNear(left) ? Tone.Waiting : Tone.Good };
    }
}
