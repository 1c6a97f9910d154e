using Takedown.Contracts;

namespace Takedown.Server.Limits;

/// <summary>The limits in force for one organisation, or those of the server.</summary>
internal sealed class EffectiveLimits
{
    /// <summary>
    /// The defaults of the program. They are far above what a diligent client does and below what takes the server from
    /// the others. A key has 256 random bits, so failed sign-ins are limited for their cost only.
    /// </summary>
    public static readonly EffectiveLimits Defaults = new(0, new LimitSet
    {
        RequestsAtOnce = 2000,
        RequestsAtOncePerKey = 2000,
        RequestsPerMinute = 60_000,
        Uploads = 100,
        Streams = 50,
        LongPolls = 200,
        FailedSignIns = 1200,
        RefusedBytesPerDay = 1L << 30,
    });

    private EffectiveLimits(int version, LimitSet all)
    {
        View = all with { Version = version };
        RequestsAtOnce = all.RequestsAtOnce!.Value;
        RequestsAtOncePerKey = all.RequestsAtOncePerKey!.Value;
        RequestsPerMinute = all.RequestsPerMinute!.Value;
        Uploads = all.Uploads!.Value;
        Streams = all.Streams!.Value;
        LongPolls = all.LongPolls!.Value;
        FailedSignIns = all.FailedSignIns!.Value;
        RefusedBytesPerDay = all.RefusedBytesPerDay!.Value;
    }

    public int RequestsAtOnce { get; }
    public int RequestsAtOncePerKey { get; }
    public int RequestsPerMinute { get; }
    public int Uploads { get; }
    public int Streams { get; }
    public int LongPolls { get; }
    public int FailedSignIns { get; }
    public long RefusedBytesPerDay { get; }

    public LimitSet View { get; }

    /// <summary>These limits with the given values above them.</summary>
    /// <param name="version">Version of the given values.</param>
    /// <param name="given">The values; what is missing stays.</param>
    /// <param name="named">Whether the view names the values given.</param>
    public EffectiveLimits With(int version, LimitSet given, bool named) => new(version, new LimitSet
    {
        RequestsAtOnce = given.RequestsAtOnce ?? RequestsAtOnce,
        RequestsAtOncePerKey = given.RequestsAtOncePerKey ?? RequestsAtOncePerKey,
        RequestsPerMinute = given.RequestsPerMinute ?? RequestsPerMinute,
        Uploads = given.Uploads ?? Uploads,
        Streams = given.Streams ?? Streams,
        LongPolls = given.LongPolls ?? LongPolls,
        FailedSignIns = given.FailedSignIns ?? FailedSignIns,
        RefusedBytesPerDay = given.RefusedBytesPerDay ?? RefusedBytesPerDay,
        Own = named ? [.. LimitFields.All.Where(f => f.Read(given) is not null).Select(f => f.Name)] : null,
    });
}
