using Takedown.Core.Compliance;
using Takedown.Storage;

namespace Takedown.Server.Compliance;

/// <summary>A range of days in a time zone, both ends included; a null end is unbounded.</summary>
internal sealed record Period(DateOnly? From, DateOnly? To, ReportZone Zone)
{
    /// <summary>No event is older.</summary>
    private static readonly DateOnly Earliest = new(2000, 1, 1);
    private static readonly DateOnly Latest = new(2100, 1, 1);

    /// <summary>Hours instead of days, both ends included; null for days.</summary>
    private (int First, int Last)? Exactly { get; init; }

    /// <summary>A period of hours.</summary>
    public static Period Hours(int first, int last) => new(null, null, ReportZone.Utc) { Exactly = (first, last) };

    public int FirstHour => Exactly?.First ?? Zone.FirstHour(Clamp(From ?? Earliest));

    /// <summary>The instant as of which the figures are given; null for now.</summary>
    public DateTimeOffset? AsOf { get; init; }

    /// <summary>Its hour, all of which counts.</summary>
    public int? AsOfHour => AsOf is { } at ? ReportZone.HourOf(at) : null;

    public int LastHour => Exactly?.Last ??
        Math.Min(Zone.FirstHour(Clamp(To ?? Latest).AddDays(1)) - 1, AsOfHour ?? int.MaxValue);

    /// <summary>Ids made in the period, batches' among them, are not below it.</summary>
    public Guid FirstId => IdAt(FirstHour);

    /// <summary>Ids made in the period are below it.</summary>
    public Guid EndId => IdAt(LastHour + 1);

    private static Guid IdAt(int hour) => Ids.Floor(DateTimeOffset.FromUnixTimeSeconds(hour * 3600L));

    private static DateOnly Clamp(DateOnly day) => day < Earliest ? Earliest : day > Latest ? Latest : day;
}
