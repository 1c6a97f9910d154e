using System.Globalization;
using Takedown.Core.Calendars;
using Takedown.Server.Hosting;

namespace Takedown.Server.Registry;

/// <summary>
/// Tells the operator that a calendar ends, from 60 days before its last day: in readiness, in a gauge and, once a day,
/// in the log. Only calendars that a policy in force uses matter.
/// </summary>
internal sealed class CalendarWatch(
    RegistryCache registryCache, TakedownOptions options, TimeProvider time, ILogger<CalendarWatch> log)
{
    /// <summary>The warning begins so many days before the last day.</summary>
    public const int NoticeDays = 60;

    private DateOnly logged;

    /// <summary>The calendars in use with the days left to their last day; none before the registry was read.</summary>
    public IEnumerable<(string Code, DateOnly To, int DaysLeft)> InUse()
    {
        if (registryCache.Latest is not { } registry) return [];
        var now = time.GetUtcNow();
        return registry.CalendarsInUse.Order(StringComparer.Ordinal).Select(registry.CalendarOf)
            .OfType<CompiledCalendar>().Select(c => (c.Code, c.To, c.DaysLeft(now)));
    }

    /// <summary>A sentence for each calendar that ends soon or has ended.</summary>
    public IEnumerable<string> Warnings() => Ending().Select(c => string.Create(
        CultureInfo.InvariantCulture,
        $"calendar {c.Code} {(c.DaysLeft < 0 ? "ended" : "ends")} on {c.To:yyyy-MM-dd} ({c.DaysLeft} days left): "
            + $"write its next version with PUT /v1/calendars/{c.Code}"));

    /// <summary>Writes the warnings of a day once, where the deadlines are run.</summary>
    public void LogOnceADay()
    {
        if (!options.Runs("deadlines")) return;
        var today = DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime);
        if (today == logged) return;
        foreach (var (code, to, left) in Ending())
        {
            logged = today;
            log.LogWarning(
                "Calendar {Code} ends on {To:yyyy-MM-dd} ({DaysLeft} days left). Due times beyond it are provisional: "
                + "only its fixed holidays are known. Write the next version with PUT /v1/calendars/{Code}.",
                code, to, left, code);
        }
    }

    private IEnumerable<(string Code, DateOnly To, int DaysLeft)> Ending() =>
        InUse().Where(c => c.DaysLeft <= NoticeDays);
}
