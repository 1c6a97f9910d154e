using System.Globalization;
using Takedown.Contracts;
using Takedown.Server.Http;

namespace Takedown.Server.Connectors.Inbox;

/// <summary>Which of the waiting notices: by state, priority, and the time left.</summary>
/// <param name="State">As a number; null for any.</param>
/// <param name="Tier">As a number; null for any.</param>
/// <param name="From">Due from, in milliseconds as stored.</param>
/// <param name="To">Due before.</param>
internal sealed record QueueFilter(int? State, int? Tier, long From, long To)
{
    /// <summary>Stands for a due time that is not, because the time limit is paused.</summary>
    public const long Never = long.MaxValue - 1;

    /// <summary>The words of the time left, in the order of the counts.</summary>
    public static readonly string[] Words = ["overdue", "hour", "four-hours", "day", "later"];

    public static QueueFilter Of(Query query, DateTimeOffset now)
    {
        var (state, tier) = (query.Word<NoticeState>("state"), query.Word<Tier>("tier"));
        var (from, to) = query.OneOf("due", Words) switch
        {
            "overdue" => (0, Ms(now)),
            "hour" => (Ms(now), Ms(now.AddHours(1))),
            "four-hours" => (Ms(now.AddHours(1)), Ms(now.AddHours(4))),
            "day" => (Ms(now.AddHours(4)), Ms(now.AddHours(24))),
            "later" => (Ms(now.AddHours(24)), long.MaxValue),
            _ => (0, long.MaxValue),
        };
        return new((int?)state, (int?)tier, from, to);
    }

    public static long Ms(DateTimeOffset at) => at.ToUnixTimeMilliseconds();
}

/// <summary>A position in the queue.</summary>
internal readonly record struct QueueCursor(long Due, long Seq)
{
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Due}.{Seq}");

    public static bool TryParse(string? text, out QueueCursor cursor)
    {
        cursor = default;
        if (string.IsNullOrEmpty(text)) return true;
        if (text.Split('.') is not [var due, var seq]
            || !long.TryParse(due, NumberStyles.None, CultureInfo.InvariantCulture, out var at)
            || !long.TryParse(seq, NumberStyles.None, CultureInfo.InvariantCulture, out var place)) return false;
        cursor = new(at, place);
        return true;
    }
}
