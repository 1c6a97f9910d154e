namespace Takedown.Server.Hosting;

/// <summary>The public record.</summary>
internal sealed record TransparencyOptions
{
    /// <summary>Where the public record lies: <c>database</c>, the SQL database, or <c>mongodb</c>.</summary>
    public string Store { get; init; } = "database";

    public bool IsMongo => Store == "mongodb";

    /// <summary><c>none</c>, <c>counts</c> or <c>notices</c>.</summary>
    public string Publish { get; init; } = "counts";

    /// <summary>From a notice's delivery to its publication.</summary>
    public TimeSpan Delay { get; init; }

    /// <summary>From the publication to its end. Where 电商法 31 applies, at least three years.</summary>
    public TimeSpan Retention { get; init; } = TimeSpan.FromDays(1826);

    /// <summary>Whether search engines may list the public pages.</summary>
    public bool Indexable { get; init; }

    /// <summary>Where the daily dumps lie; the same for the processes that make and serve them.</summary>
    public string Folder { get; init; } = "data/dumps";

    /// <summary>Days for which a dump is kept.</summary>
    public int DumpDays { get; init; } = 7;

    /// <summary>Requests to the public record a minute without a key, by address.</summary>
    public int RequestsPerMinute { get; init; } = 120;

    /// <summary>Requests to the public record a minute with a researcher's key.</summary>
    public int ReaderRequestsPerMinute { get; init; } = 1200;

    public bool PublishesNotices => Publish == "notices";

    public bool PublishesCounts => Publish is "counts" or "notices";
}
