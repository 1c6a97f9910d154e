using Takedown.Contracts;
using Takedown.Screens.Access;

namespace Takedown.Screens.Regulators;

/// <summary>Open breaches by age, in the order of the ages.</summary>
internal static class Ages
{
    public static IEnumerable<string> Names(Screen screen) =>
    [
        screen.T("Overdue < 1 day", "超期不足 1 天"), screen.T("1–3 days", "1–3 天"), screen.T("3–7 days", "3–7 天"),
        screen.T("7–30 days", "7–30 天"), screen.T("30 days or more", "30 天以上"),
    ];

    public static IEnumerable<long> Counts(BreachAges ages) =>
        [ages.UnderOneDay, ages.UnderThreeDays, ages.UnderSevenDays, ages.UnderThirtyDays, ages.ThirtyDaysOrMore];

    public static long Sum(BreachAges ages) => Counts(ages).Sum();
}
