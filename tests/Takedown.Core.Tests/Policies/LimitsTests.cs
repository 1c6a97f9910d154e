using Takedown.Contracts;
using Takedown.Core.Policies;

namespace Takedown.Core.Tests.Policies;

public sealed class LimitsTests
{
    [Theory]
    [InlineData(24, null, 48, null, true, "hours by hours")]
    [InlineData(48, null, 24, null, false, "in either order")]
    [InlineData(24, null, 24, null, true, "the first of two that are equal")]
    [InlineData(null, 2, null, 3, true, "days by days")]
    [InlineData(24, null, null, 1, true, "a working day ends at 24:00 of the next, or later")]
    [InlineData(72, null, null, 3, true, "three working days are often five")]
    [InlineData(null, 1, 48, null, true, "one is on average less than two days")]
    [InlineData(null, 5, 169, null, true, "five working days are a week")]
    [InlineData(null, 5, 167, null, false, "no less")]
    public void The_one_that_ends_first_is_stricter(
        int? hours, int? days, int? otherHours, int? otherDays, bool first, string reason)
    {
        var (one, other) = (Limit(hours, days), Limit(otherHours, otherDays));
        Assert.True(ReferenceEquals(first ? one : other, Limits.Stricter(one, other)), reason);
    }

    private static TimeLimit Limit(int? hours, int? days) => new()
    {
        Unit = hours is null ? LimitUnit.Working : LimitUnit.Running,
        Duration = hours is null ? null : TimeSpan.FromHours(hours.Value),
        Days = days,
    };
}
