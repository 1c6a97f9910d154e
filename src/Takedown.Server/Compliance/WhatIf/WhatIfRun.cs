using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using Takedown.Contracts;
using Takedown.Core.Compliance;
using Takedown.Server.Registry;
using Takedown.Storage;

namespace Takedown.Server.Compliance.WhatIf;

/// <summary>
/// Reads the notices of a period along their ids, which are in the order of acceptance, and judges each by the times
/// that are stored. A page at a time, so the memory does not depend on the number of notices.
/// </summary>
internal sealed class WhatIfRun(Database database, TimeProvider time)
{
    private const int Page = 20_000;

    private const string Select =
        $"SELECT {WhatIfRow.Columns} FROM notices WHERE id > @after AND id < @before ORDER BY id LIMIT @take";

    public async IAsyncEnumerable<WhatIfLine> LinesAsync(
        RegistrySnapshot registry, WhatIfPolicies policies, IReadOnlyList<Guid> platforms, DateTimeOffset from,
        DateTimeOffset before, [EnumeratorCancellation] CancellationToken stop)
    {
        var judge = new OtherLimit(p => registry.Calendars[p.Calendar], time.GetUtcNow());
        var counts = platforms.ToDictionary(p => p, _ => new Tally());
        var (start, end) = (from.ToUnixTimeMilliseconds(), before.ToUnixTimeMilliseconds());
        var last = Math.Min(end, time.GetUtcNow().ToUnixTimeMilliseconds());
        var args = new { after = First(start), before = First(end), take = Page };
        var read = 0L;
        while (true)
        {
            var rows = await database.ReportAsync(s => s.QueryAsync<WhatIfRow>(Select, args), stop);
            foreach (var row in rows)
            {
                if (counts.TryGetValue(row.PlatformId, out var tally)) Judge(row, tally, judge, registry, policies);
            }
            read += rows.Count;
            if (rows.Count < Page) break;
            args = new { after = rows[^1].Id, args.before, args.take };
            yield return new()
            {
                Type = "progress",
                Progress = Math.Round(Math.Clamp((TimeOf(rows[^1].Id) - start) / (double)(last - start), 0, 1), 4),
                Notices = read,
            };
            stop.ThrowIfCancellationRequested();
        }
        yield return Result(registry, counts);
    }

    private static void Judge(
        WhatIfRow row, Tally tally, OtherLimit judge, RegistrySnapshot registry, WhatIfPolicies policies)
    {
        if (row.Limit is not { } limit) return;
        var breached = judge.Breached(limit);
        var applies = policies.AppliesTo(row);
        var would = !applies ? breached : judge.WouldBreach(
            limit, registry.PolicyOf(row.Policy, row.PolicyVersion), policies.Policy, row.Tier);
        tally.Notices++;
        if (applies) tally.Affected++;
        if (breached) tally.Breached++;
        if (would) tally.WouldBreach++;
    }

    private static WhatIfLine Result(RegistrySnapshot registry, Dictionary<Guid, Tally> counts) => new()
    {
        Type = "result",
        Progress = 1,
        Notices = counts.Values.Sum(t => t.Notices),
        Affected = counts.Values.Sum(t => t.Affected),
        Breached = counts.Values.Sum(t => t.Breached),
        WouldBreach = counts.Values.Sum(t => t.WouldBreach),
        Platforms = [.. counts.Where(c => c.Value.Notices > 0)
            .OrderByDescending(c => c.Value.WouldBreach).ThenBy(c => c.Key).Select(c => new WhatIfPlatform
            {
                PlatformId = c.Key,
                Name = registry.Platforms[c.Key].Name,
                Notices = c.Value.Notices,
                Affected = c.Value.Affected,
                Breached = c.Value.Breached,
                WouldBreach = c.Value.WouldBreach,
            })],
    };

    /// <summary>An id before all of a millisecond.</summary>
    private static Guid First(long milliseconds)
    {
        Span<byte> bytes = stackalloc byte[16];
        BinaryPrimitives.WriteInt64BigEndian(bytes, milliseconds << 16);
        return new Guid(bytes, bigEndian: true);
    }

    private static long TimeOf(Guid id)
    {
        Span<byte> bytes = stackalloc byte[16];
        id.TryWriteBytes(bytes, bigEndian: true, out _);
        return BinaryPrimitives.ReadInt64BigEndian(bytes) >>> 16;
    }

    private sealed class Tally
    {
        public long Notices { get; set; }
        public long Affected { get; set; }
        public long Breached { get; set; }
        public long WouldBreach { get; set; }
    }
}
