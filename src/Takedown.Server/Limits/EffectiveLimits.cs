using Takedown.Contracts;
using Takedown.Core.Compliance;

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
        EvidenceBytes = 100L << 30,
        TierRule = TierRules.Default,
    });

    private EffectiveLimits(int version, LimitSet all)
    {
        View = all with { Version = version };
        var slowed = all.Slowdown is null ? new LimitSet() : Slowed;
        RequestsAtOnce = Least(all.RequestsAtOnce!.Value, slowed.RequestsAtOnce);
        RequestsAtOncePerKey = Least(all.RequestsAtOncePerKey!.Value, slowed.RequestsAtOncePerKey);
        RequestsPerMinute = Least(all.RequestsPerMinute!.Value, slowed.RequestsPerMinute);
        Uploads = Least(all.Uploads!.Value, slowed.Uploads);
        Streams = all.Streams!.Value;
        LongPolls = all.LongPolls!.Value;
        FailedSignIns = all.FailedSignIns!.Value;
        RefusedBytesPerDay = all.RefusedBytesPerDay!.Value;
        EvidenceBytes = all.EvidenceBytes!.Value;
    }

    public int RequestsAtOnce { get; }
    public int RequestsAtOncePerKey { get; }
    public int RequestsPerMinute { get; }
    public int Uploads { get; }
    public int Streams { get; }
    public int LongPolls { get; }
    public int FailedSignIns { get; }
    public long RefusedBytesPerDay { get; }
    public long EvidenceBytes { get; }

    /// <summary>
    /// The limits as they were given, to be changed and given again; a slowdown stands beside them and changes none.
    /// </summary>
    public LimitSet View { get; }

    /// <summary>The limits that are counted against, lowered by a slowdown.</summary>
    public LimitSet InForce => View.Slowdown is null ? View : View with
    {
        RequestsAtOnce = RequestsAtOnce,
        RequestsAtOncePerKey = RequestsAtOncePerKey,
        RequestsPerMinute = RequestsPerMinute,
        Uploads = Uploads,
    };

    /// <summary>
    /// What a sender that is slowed down has at the most; no number of notices is among them, and its people still read
    /// why in the console.
    /// </summary>
    private static readonly LimitSet Slowed = new()
    {
        RequestsAtOnce = 2,
        RequestsAtOncePerKey = 2,
        RequestsPerMinute = 600,
        Uploads = 1,
    };

    /// <summary>These limits with the given values above them.</summary>
    /// <param name="version">Version of the given values.</param>
    /// <param name="given">The values; what is missing stays.</param>
    /// <param name="named">Whether the view names the values given.</param>
    public EffectiveLimits With(int version, LimitSet given, bool named) => new(version, new LimitSet
    {
        RequestsAtOnce = given.RequestsAtOnce ?? View.RequestsAtOnce,
        RequestsAtOncePerKey = given.RequestsAtOncePerKey ?? View.RequestsAtOncePerKey,
        RequestsPerMinute = given.RequestsPerMinute ?? View.RequestsPerMinute,
        Uploads = given.Uploads ?? View.Uploads,
        Streams = given.Streams ?? Streams,
        LongPolls = given.LongPolls ?? LongPolls,
        FailedSignIns = given.FailedSignIns ?? FailedSignIns,
        RefusedBytesPerDay = given.RefusedBytesPerDay ?? RefusedBytesPerDay,
        EvidenceBytes = given.EvidenceBytes ?? EvidenceBytes,
        TierRule = named ? null : TierRules.Whole(given.TierRule),
        Own = named ? [.. LimitFields.All.Where(f => f.Read(given) is not null).Select(f => f.Name)] : null,
        Slowdown = given.Slowdown,
    });

    private static int Least(int value, int? most) => Math.Min(value, most ?? value);
}
