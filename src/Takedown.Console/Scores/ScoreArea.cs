using Takedown.Contracts;
using Takedown.Screens.Access;
using Takedown.Screens.Claimants;
using Takedown.Screens.Lists;
using static Takedown.Contracts.OrganisationKind;

namespace Takedown.Screens.Scores;

/// <summary>The own score of a claimant and of a platform, and appeals against scores.</summary>
internal sealed class ScoreArea : IArea
{
    public const string Score = "/score", Appeals = "/score-appeals";

    public IEnumerable<MenuLine> Menu =>
    [
        new(Score, "Score", "评分", Claimant, Platform),
        new(Appeals, "Appeals against scores", "评分申诉", Claimant, Platform, Regulator),
    ];

    public void Map(ConsoleRoutes routes)
    {
        routes.Page<ScorePage>(Score, Claimant, Platform);
        routes.List(Appeals, ListOf, Claimant, Platform, Regulator, Operator);
        routes.Page<AppealPage>(Appeals + "/{id:guid}", Claimant, Platform, Regulator, Operator);
    }

    /// <summary>Of an appeal, other than of a measure, which has the same words.</summary>
    public static string Text(Screen s, AppealOutcome outcome) => outcome is AppealOutcome.Upheld
        ? s.T("Upheld", "申诉成立") : s.T("Dismissed", "申诉不成立");

    private static ListView ListOf(Screen s) => new ListView<ScoreAppealView>(
        s.T("Appeals against scores", "评分申诉"), "/v1/accountability/appeals", a => $"{a.Id}")
    {
        File = "score-appeals",
        WhenEmpty = s.T("No appeal was filed.", "暂无评分申诉。"),
        Columns =
        [
            new(s.T("Appeal", "编号"), a => ClaimantLists.Short(a.Id, "score-appeals")),
            new(s.T("Filed", "提交时间"), a => Cell.When(s, a.FiledAt)),
            new(s.T("Organisation", "机构"), a => Cell.Of(a.OrganisationName)),
            new(s.T("Part of the score", "评分部分"), a => Cell.Of(s.Word(a.Part))),
            new(s.T("Notices", "通知数"), a => Cell.Number(s, a.Notices.Count)) { IsNumber = true },
            new(s.T("Decision", "裁定"), a => Cell.Of(a.Decision is { } d ? Text(s, d.Outcome) : null)),
        ],
    };
}
