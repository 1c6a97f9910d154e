using System.Text.Json;
using Takedown.Contracts;
using Takedown.Contracts.Json;
using Takedown.Screens.Api;

namespace Takedown.Screens.Claimants;

/// <summary>
/// Reads the results of a dry run as they come, one a line: counts them and keeps the first of those that would not be
/// accepted.
/// </summary>
public sealed class DryRunResults : AnswerStream
{
    public const int Shown = 200;

    private const int MaxPlatforms = 100;

    private readonly Dictionary<ItemStatus, long> counts = [];
    private readonly List<ItemResult> kept = [];
    private readonly Dictionary<(Guid, string), TriedPlatform> platforms = [];
    private readonly MemoryStream line = new();

    public long Received => counts.Values.Sum();

    /// <summary>Those that would not be accepted or are doubtful, at most <see cref="Shown"/>.</summary>
    public IReadOnlyList<ItemResult> Kept => kept;

    /// <summary>The platforms with the most rows; none beyond the first hundred that occur.</summary>
    public IReadOnlyList<TriedPlatform> Platforms => [.. platforms.Values.OrderByDescending(p => p.Rows)];

    public long this[ItemStatus of] => counts.GetValueOrDefault(of);

    protected override ValueTask TakeAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellation)
    {
        var rest = bytes.Span;
        for (var end = rest.IndexOf((byte)'\n'); end >= 0; end = rest.IndexOf((byte)'\n'))
        {
            line.Write(rest[..end]);
            Take();
            rest = rest[(end + 1)..];
        }
        line.Write(rest);
        return ValueTask.CompletedTask;
    }

    private void Take()
    {
        var item = JsonSerializer.Deserialize(
            line.GetBuffer().AsSpan(0, (int)line.Length), TakedownJson.Default.ItemResult)!;
        line.SetLength(0);
        counts[item.Status] = this[item.Status] + 1;
        if (item.Preflight is { } preflight) Take(preflight);
        if (kept.Count < Shown && (item.Status is not ItemStatus.Accepted || item.Warnings is { Count: > 0 }))
            kept.Add(item);
    }

    private void Take(PreflightView row)
    {
        var key = (row.PlatformId, row.Regime);
        if (!platforms.TryGetValue(key, out var platform))
        {
            if (platforms.Count >= MaxPlatforms) return;
            platforms[key] = platform = new(row);
        }
        platform.Add(row);
    }
}
