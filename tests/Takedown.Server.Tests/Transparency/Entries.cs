using Takedown.Contracts;
using Takedown.Core.Transparency;
using Takedown.Server.Transparency;
using PublicNotice = Takedown.Core.Transparency.PublicNotice;

namespace Takedown.Server.Tests.Transparency;

/// <summary>Entries of a public record, and questions to it.</summary>
internal static class Entries
{
    public static readonly DateTimeOffset Start = new(2026, 3, 1, 0, 0, 0, TimeSpan.Zero);
    public static readonly DateTimeOffset Now = Start.AddDays(100);
    public static readonly PublicParty Music = new(new("0199b1a0-0000-7000-8000-00000000000a"), "音乐平台");
    public static readonly PublicParty Video = new(new("0199b1a0-0000-7000-8000-00000000000b"), "Video");

    /// <summary>A published notice, received some minutes after the start.</summary>
    public static PublicNotice Notice(int minute, string title = "晴天 七里香 精选", string host = "music.example") => new()
    {
        Id = Guid.CreateVersion7(Start.AddMinutes(minute)),
        Version = 1,
        State = NoticeState.Delivered,
        Sla = SlaStatus.Running,
        Regime = "cn-copyright",
        IpType = "copyright",
        Tier = Tier.Green,
        WorkType = "music",
        WorkTitle = title,
        RegistrationNo = "A-1",
        Host = host,
        Target = $"https://{host}/{minute}",
        Platform = Music,
        Claimant = new(new("0199b1a0-0000-7000-8000-00000000000c"), "Rights Ltd"),
        Region = "CN-110000",
        ReceivedAt = Start.AddMinutes(minute),
        DeliveredAt = Start.AddMinutes(minute),
        History = [new(Start.AddMinutes(minute), "delivered")],
        Statements = [new(Start, "platform", "reply", "text")],
        Terms = Terms.Of([title, "Rights Ltd", host], []),
        Redactions = ["rightsHolder"],
        PublishAt = Start.AddMinutes(minute),
        ExpireAt = Start.AddDays(1000),
    };

    /// <summary>The mark that hides a notice, one version later.</summary>
    public static HiddenNotice Hidden(this PublicNotice notice, string ground = "court-order") => new()
    {
        Id = notice.Id,
        Version = notice.Version + 1,
        PublishAt = notice.PublishAt,
        ExpireAt = notice.ExpireAt,
        Ground = ground,
    };

    public static PublicSearch Ask(string? query = null) => new()
    {
        Now = Now,
        Terms = Terms.Asked(query),
        IsVain = query is not null && Terms.Asked(query).Count == 0,
        Limit = 100,
    };

    public static async Task<IReadOnlyList<Guid>> IdsAsync(this IPublicRecord record, PublicSearch search) =>
        [.. (await record.SearchAsync(search, default)).Items.Select(n => n.Id)];

    public static Task ApplyAsync(this IPublicRecord record, params PublicEntry[] entries) =>
        record.ApplyAsync(entries, default);
}
