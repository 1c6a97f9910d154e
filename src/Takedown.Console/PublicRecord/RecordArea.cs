using Takedown.Contracts;
using Takedown.Screens.Access;
using static Takedown.Contracts.OrganisationKind;

namespace Takedown.Screens.PublicRecord;

/// <summary>What people decide about the public record.</summary>
internal sealed class RecordArea : IArea
{
    private static readonly OrganisationKind[] Deciders = [Regulator, Operator];

    public IEnumerable<MenuLine> Menu =>
    [
        new("/record/decisions", "Decisions", "公开决定", Deciders) { Group = ("Public record", "公开记录") },
        new("/record/history", "Notices over the years", "历年通知查询", Deciders),
        new("/record/corrections", "Requests for correction", "更正申请", Operator),
        new("/record/readers", "Researchers' keys", "研究人员密钥", Operator),
    ];

    public void Map(ConsoleRoutes routes)
    {
        routes.List("/record/decisions", RecordLists.Decisions, Deciders);
        routes.Page<DecisionPage>("/record/decisions/{id}", Deciders);
        routes.Page<RecordNotice>("/record/notices/{id}", Deciders);
        routes.Page<HistoryPage>("/record/history", Deciders);
        routes.List("/record/corrections", RecordLists.Corrections, Operator);
        routes.Page<CorrectionPage>("/record/corrections/{id}", Operator);
        routes.List("/record/readers", RecordLists.Readers, Operator);
        routes.Page<ReaderPage>("/record/readers/{id}", Operator);
        routes.Page<NewReader>("/record/readers/new", Operator);
    }
}
