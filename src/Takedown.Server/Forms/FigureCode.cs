using Takedown.Contracts;

namespace Takedown.Server.Forms;

/// <summary>Figures as stored in <c>form_counts</c>: append new numbers only.</summary>
internal static class FigureCode
{
    public const int Sent = 1, OnTime = 2, Late = 3, Unhandled = 4, Restored = 5, Repeat = 6, HandledMs = 7;
    private const int MeasureBase = 100, AccountBase = 200, BucketBase = 1000;

    /// <summary>Hour of a row that still counts.</summary>
    public const int Open = int.MaxValue;

    public static int Measured(Measure measure) => MeasureBase + (int)measure;

    public static int Account(Measure measure) => AccountBase + (int)measure;

    public static int Bucket(int bucket) => BucketBase + bucket;

    /// <summary>The bucket of a stored figure; null for another figure.</summary>
    public static int? BucketOf(int figure) => figure >= BucketBase ? figure - BucketBase : null;
}

/// <summary>A count of one figure in one hour.</summary>
internal readonly record struct FormCountKey(Guid Platform, string Function, int Figure, int Hour, int Closed);

/// <summary>A stored count.</summary>
internal sealed record FormCount(FormCountKey Key, long Count);

/// <summary>The first event of a platform in an hour.</summary>
internal sealed record FormPosition(Guid Platform, int Hour, long Tx, long Seq);

/// <summary>A batch as a platform received it.</summary>
internal sealed record FormBatch(Guid Platform, Guid Batch, string Function, DateTimeOffset At);
