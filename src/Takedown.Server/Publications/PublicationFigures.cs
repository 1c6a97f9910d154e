using Takedown.Contracts;
using Takedown.Server.Figures;

namespace Takedown.Server.Publications;

/// <summary>Publicity in Form 1, by the time of the approval; what was withdrawn later still counts.</summary>
internal static class PublicationFigures
{
    private static string Approved(PublicationKind kind) =>
        "FROM publications p WHERE p.body_id = @BodyId AND p.function = @Function AND p.approved_at >= @From "
            + $"AND p.approved_at < @Before AND p.kind = {kind:D}";

    public static readonly FigureQueries All = new(
        new(new("typical-cases", "publicity", "典型案例 (件)", "Typical cases published", "publication"),
            Approved(PublicationKind.TypicalCase), "p"),
        // A platform is 36 characters and a space.
        new(new("platforms-exposed", "publicity", "曝光企业 (家)", "Companies exposed", "publication") { IsSum = true },
            Approved(PublicationKind.Exposure), "p",
            "CAST(COALESCE(SUM((LENGTH(p.platforms) + 1) / 37), 0) AS BIGINT)"),
        new(new("penalties-published", "publicity", "处罚信息公开 (件)", "Penalty decisions published", "publication"),
            Approved(PublicationKind.Penalty), "p"));
}
