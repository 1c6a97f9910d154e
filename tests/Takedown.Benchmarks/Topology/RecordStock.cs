using System.Buffers.Binary;
using Takedown.Contracts;
using Takedown.Core.Transparency;
using Takedown.Server.Transparency;
using PublicNotice = Takedown.Core.Transparency.PublicNotice;

namespace Takedown.Benchmarks.Topology;

/// <summary>
/// Published notices as a year of them is: few works, hosts and platforms have most of them, and titles share
/// characters.
/// </summary>
internal static class RecordStock
{
    private const string Characters = "晴天七里香精选风月花雪夜曲青花瓷稻听妈的话东破简单爱安静星半岛铁盒龙卷最长电影不能说秘密";
    private static readonly DateTimeOffset Start = new(2025, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly string[] Types = ["music", "film-tv", "short-video", "web-literature", "software"];

    public static PublicEntry Notice(int i)
    {
        var random = new Random(i);
        var (work, platform) = (Skewed(random, 20_000), Skewed(random, 50));
        var (title, host) = (Title(work), $"p{platform}-{random.Next(4)}.example");
        var at = Start.AddSeconds(30 * i);
        return new PublicNotice
        {
            Id = IdAt(at, i),
            Version = 1,
            State = random.Next(10) < 8 ? NoticeState.Removed : NoticeState.Rejected,
            Sla = SlaStatus.Met,
            Measure = (Measure)random.Next(4),
            Regime = random.Next(10) == 0 ? "us-dmca" : "cn-copyright",
            IpType = "copyright",
            Tier = Tier.Ordinary,
            WorkType = Types[work % Types.Length],
            WorkTitle = title,
            Host = host,
            Target = $"https://{host}/item/{i}",
            Platform = new(IdAt(Start, platform), $"平台{platform}"),
            Region = "CN-110000",
            ReceivedAt = at,
            DeliveredAt = at,
            AnsweredAt = at.AddHours(1),
            History = [new(at, "delivered"), new(at.AddHours(1), "action-taken")],
            Terms = Terms.Of([title, null, host, $"平台{platform}", null], []),
            Redactions = ["claimant", "evidence", "rightsHolder"],
            PublishAt = at,
            ExpireAt = at.AddYears(5),
        };
    }

    /// <summary>Frequent and rare terms, alone and together, with and without filters, new and old pages.</summary>
    public static IReadOnlyList<PublicSearch> Searches(int size)
    {
        var now = Start.AddSeconds(30L * size);
        PublicSearch Ask(string? query) => new() { Now = now, Terms = Terms.Asked(query), Limit = 100 };
        return
        [
            Ask(null), Ask("example"), Ask("平台0"), Ask(Title(0)), Ask(Title(19_999)), Ask(Title(300)),
            Ask($"{Title(0)} p49"), Ask("example p0 平台 七里"), Ask("七里香"), Ask("没有这个词"),
            Ask($"{Title(1)} example p1 平台1 0 1 2"), Ask("example") with { State = NoticeState.Disputed },
            Ask(null) with { Platform = IdAt(Start, 40) }, Ask(null) with { Host = "p30-2.example" },
            Ask(null) with { Regime = "us-dmca", WorkType = "music" }, Ask(null) with { Measure = Measure.Blocked },
            Ask("example") with { Before = Start.AddSeconds(3L * size) },
            Ask(Title(2)) with { From = now.AddDays(-7), State = NoticeState.Removed },
        ];
    }

    private static int Skewed(Random random, int of) => (int)(of * Math.Pow(random.NextDouble(), 3));

    private static string Title(int work)
    {
        var random = new Random(work);
        return string.Create(random.Next(2, 9), random, static (to, from) =>
        {
            for (var i = 0; i < to.Length; i++) to[i] = Characters[from.Next(Characters.Length)];
        });
    }

    private static Guid IdAt(DateTimeOffset at, int i)
    {
        Span<byte> bytes = stackalloc byte[16];
        BinaryPrimitives.WriteInt64BigEndian(bytes, (at.ToUnixTimeMilliseconds() << 16) | 0x7000);
        BinaryPrimitives.WriteInt64BigEndian(bytes[8..], i);
        return new(bytes, bigEndian: true);
    }
}
