using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Takedown.Contracts;

namespace Takedown.Demo;

/// <summary>The expected result of a sample.</summary>
internal enum SampleKind
{
    /// <summary>Accepted.</summary>
    Good,
    /// <summary>Duplicate: repeats the claim of the preceding sample.</summary>
    Twin,
    /// <summary>Rejected: an element required by its regime is missing.</summary>
    Incomplete,
    /// <summary>Rejected: its host belongs to no registered platform.</summary>
    Unrouted,
}

/// <summary>A notice to send.</summary>
internal sealed record Sample(Voice Claimant, SampleKind Kind, NoticeInput Notice)
{
    /// <summary>Its screenshot, for a few notices; the others name one that is never stored.</summary>
    public byte[]? Screenshot { get; init; }
}

/// <summary>An endless sequence of notices, the same in every run except for the capture times.</summary>
internal sealed class SampleNotices(DateTimeOffset start)
{
    /// <summary>Number of notices in the initial batch of the demo; later ones are sent at a low rate.</summary>
    public const int Count = 2000;

    private static readonly Genre[] Genres = Enum.GetValues<Genre>();

    public IEnumerable<Sample> From(int index, int count) => Enumerable.Range(index, count).Select(At);

    public Sample At(int index)
    {
        var kind = KindOf(index);
        var subject = kind is SampleKind.Twin ? index - 1 : index;
        var genre = Dice.Pick(Genres, subject, 10);
        var shape = GenreShape.Of(genre);
        var place = Dice.Pick(shape.Where, subject, 11);
        // The American host has mostly English works, the Chinese services mostly Chinese ones.
        var chinese = Dice.Percent(subject, 12, place is Temper.Slow ? 25 : 72);
        var claimant = !chinese ? Voice.Larkspur : genre <= Genre.LiveSport ? Voice.Haitang : Voice.Qingteng;
        var notice = Write(subject, genre, shape, place, chinese) with { ClientRef = Text($"demo-{index:D5}") };
        return new(claimant, kind, kind switch
        {
            SampleKind.Incomplete => notice with { Evidence = null, Signature = null },
            SampleKind.Unrouted =>
                notice with { Target = new() { Url = Text($"https://nobody-knows.example/{index}") } },
            SampleKind.Good or SampleKind.Twin => notice,
        })
        {
            Screenshot = kind is SampleKind.Good ? ScreenshotOf(index) : null,
        };
    }

    private static SampleKind KindOf(int index) => index switch
    {
        _ when index % 50 == 49 => SampleKind.Twin,
        _ when index % 80 == 40 => SampleKind.Incomplete,
        _ when index % 160 == 100 => SampleKind.Unrouted,
        _ => SampleKind.Good,
    };

    private NoticeInput Write(int i, Genre genre, GenreShape shape, Temper place, bool chinese)
    {
        var american = place is Temper.Slow;
        var market = place is Temper.Disputing;
        return new()
        {
            Work = new()
            {
                Title = SampleTitles.Of(genre, chinese, i),
                Type = shape.WorkType,
                // 电子商务法 42 requires proof of ownership; a registration number is one.
                RegistrationNo = market ? Text($"DEMO-{i:D6}") : null,
            },
            IpType = genre is Genre.Listing ? "design" : "copyright",
            Target = TargetOf(i, shape, place),
            Infringement = Dice.Pick(shape.Infringements, i, 13),
            Statements = american ? ["truth", "good-faith", "authority-under-perjury"] : ["truth"],
            Signature = american ? "/s/ Notices Desk" : null,
            Explanation = chinese
                ? "未经许可提供，权利人未授权该账号。"
                : "Offered without a licence; the rights holder never authorised this account.",
            Evidence = [EvidenceOf(i, "screenshot"), .. market
                ? [EvidenceOf(i, "comparison-report")]
                : Array.Empty<Evidence>()],
            Measures = [market ? "delist" : "delete"],
        };
    }

    private static Target TargetOf(int i, GenreShape shape, Temper place)
    {
        var code = Convert.ToHexStringLower(Hash("target", i).AsSpan(0, 5));
        return new()
        {
            Url = $"https://{(i % 3 == 0 ? "m." : "www.")}{CastList.HostOf(place)}/{shape.Path}/{code}",
            Type = shape.TargetType,
            Locator = shape.TargetType is "nft-token" ? Text($"token {Dice.Roll(i, 14, 9999) + 1}") : null,
            Account = AccountOf(i),
        };
    }

    /// <summary>Three notices in ten name one of a few recurring accounts, which change after a while.</summary>
    private static AccountRef? AccountOf(int i)
    {
        if (!Dice.Percent(i, 15, 30)) return null;
        var number = Text($"{i / 400:D2}{Dice.Roll(i, 16, 8)}");
        return new() { Id = $"u-{number}", Name = $"uploader {number}" };
    }

    /// <summary>One notice in forty has its screenshot stored.</summary>
    private static byte[]? ScreenshotOf(int i) => i % 40 == 0 ? SamplePicture.Png(Hash("screenshot", i)) : null;

    private Evidence EvidenceOf(int i, string kind) => new()
    {
        Kind = kind,
        Sha256 = Convert.ToHexStringLower(kind == "screenshot" && ScreenshotOf(i) is { } picture
            ? SHA256.HashData(picture) : Hash(kind, i)),
        CapturedAt = start - TimeSpan.FromMinutes(10 + Dice.Roll(i, 17, 2880)),
    };

    private static byte[] Hash(string what, int i) =>
        SHA256.HashData(Encoding.UTF8.GetBytes(Text($"takedown demo {what} {i}")));

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
