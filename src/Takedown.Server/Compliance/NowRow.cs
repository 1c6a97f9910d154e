using Takedown.Contracts;

namespace Takedown.Server.Compliance;

/// <summary>What is open on a platform at a moment.</summary>
internal sealed record NowRow
{
    public Guid PlatformId { get; init; }
    public long Open { get; init; }
    public long OpenEscalations { get; init; }
    public long RepeatAccounts { get; init; }
}

/// <summary>What is due or overdue on a platform now.</summary>
internal sealed record DueRow
{
    public Guid PlatformId { get; init; }
    public long Due { get; init; }
    public long Day { get; init; }
    public long Three { get; init; }
    public long Seven { get; init; }
    public long Thirty { get; init; }
    public long More { get; init; }

    public BreachAges Ages => new()
    {
        UnderOneDay = Day,
        UnderThreeDays = Three,
        UnderSevenDays = Seven,
        UnderThirtyDays = Thirty,
        ThirtyDaysOrMore = More,
    };

    public static DueRow operator +(DueRow a, DueRow b) => a with
    {
        Due = a.Due + b.Due,
        Day = a.Day + b.Day,
        Three = a.Three + b.Three,
        Seven = a.Seven + b.Seven,
        Thirty = a.Thirty + b.Thirty,
        More = a.More + b.More,
    };
}
