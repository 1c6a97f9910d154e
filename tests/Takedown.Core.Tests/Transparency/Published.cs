using Takedown.Contracts;
using Takedown.Core.Transparency;
using PublicNotice = Takedown.Core.Transparency.PublicNotice;

namespace Takedown.Core.Tests.Transparency;

/// <summary>A notice that is published, for the tests to change.</summary>
internal static class Published
{
    public static readonly DateTimeOffset At = new(2026, 10, 5, 8, 0, 0, TimeSpan.Zero);

    public static NoticeToPublish Notice => new()
    {
        Id = new("0199b1a0-0000-7000-8000-000000000001"),
        Version = 4,
        State = NoticeState.Removed,
        Sla = SlaStatus.Met,
        Measure = Measure.Removed,
        Regime = "cn-copyright",
        Target = "https://music.example/song/1",
        Platform = new(new("0199b1a0-0000-7000-8000-000000000002"), "音乐平台"),
        Claimant = new(new("0199b1a0-0000-7000-8000-000000000003"), "Rights Ltd"),
        Region = "CN-110000",
        ReceivedAt = At,
        DeliveredAt = At.AddMinutes(1),
        AnsweredAt = At.AddHours(2),
        History = [new(At.AddMinutes(1), "delivered"), new(At.AddHours(2), "action-taken")],
    };

    public static NoticeInput Content => new()
    {
        Work = new() { Title = "晴天 七里香 精选", Type = "music", RegistrationNo = "国作登字-2020-A-00001" },
        Target = new() { Url = "https://music.example/song/1" },
        RightsHolder = new() { Name = "Rights Ltd", Kind = "company" },
    };

    public static PublicNotice Of(
        NoticeInput? content = null, NoticeToPublish? notice = null, ReleaseProfile? profile = null) =>
        PublicNotice.Of(notice ?? Notice, content ?? Content, profile ?? new());

    /// <summary>Every text of a published notice that came from a notice.</summary>
    public static IEnumerable<string> Texts(PublicNotice notice) => ((string?[])
    [
        notice.WorkTitle, notice.WorkType, notice.IpType, notice.RegistrationNo, notice.Host, notice.Target,
        notice.Claimant?.Name, notice.Reason?.Code, .. notice.Statements.Select(s => s.Text), .. notice.Terms,
    ]).OfType<string>();
}
