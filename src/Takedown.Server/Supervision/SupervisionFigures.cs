using Takedown.Contracts;
using Takedown.Core.Routing;
using Takedown.Server.Figures;

namespace Takedown.Server.Supervision;

/// <summary>
/// The group Supervision of Form 1. A supervised case counts for the body that has it, not for the one that listed it:
/// so a province is the sum of its prefectures.
/// </summary>
internal static class SupervisionFigures
{
    private const string Items =
        """
        FROM supervised_cases i JOIN supervisions v ON v.id = i.supervision_id LEFT JOIN cases c ON c.id = i.case_id
        WHERE COALESCE(c.body_id, i.body_id) = @BodyId AND COALESCE(c.function, i.function) = @Function
        """;

    private const string Meetings =
        "FROM meetings m WHERE m.body_id = @BodyId AND m.function = @Function AND m.at >= @From AND m.at < @Before";

    public static readonly FigureQueries All = new(
        new(new("supervised-national", "supervision", "国家挂牌督办 (件)", "Cases under national supervision",
            "supervised-case"),
            Listed(RegionLevel.National), "i"),
        new(new("supervised-province", "supervision", "省级挂牌督办 (件)", "Cases under provincial supervision",
            "supervised-case"), Listed(RegionLevel.Province), "i"),
        new(new("supervised-closed", "supervision", "挂牌督办结案 (件)", "Supervised cases closed", "supervised-case"),
            $"{Items} AND i.closed_at >= @From AND i.closed_at < @Before", "i"),
        new(new("supervision-inspections", "supervision", "督导检查记录 (次)", "Inspections by supervising bodies", "meeting")
            {
                Beside = "inspections-held",
            },
            $"{Meetings} AND m.kind = {MeetingKind.Inspection:D}", "m"),
        new(new("joint-meetings", "cooperation", "联席会议 (次)", "Joint meetings", "meeting"),
            $"{Meetings} AND m.kind = {MeetingKind.JointMeeting:D}", "m"));

    private static string Listed(RegionLevel level) =>
        $"{Items} AND v.level = {level:D} AND i.at >= @From AND i.at < @Before";
}
