using Takedown.Contracts;
using Takedown.Server.Figures;
using Takedown.Storage;

namespace Takedown.Server.Enforcement;

/// <summary>The figures of Form 1 that cases have: talks and orders, site measures, cases.</summary>
internal sealed class CaseFigures : IFigureSource
{
    // Looked up for each row of the period: a join may read all cases.
    private const string Function = "(SELECT c.function FROM cases c WHERE c.id = t.case_id)";
    private const string Step =
        $"FROM case_steps t WHERE t.body_id = @body AND {Function} = @function AND ";
    // In the line of the body that asked, and in that of the body that did it. Lines are filed apart.
    private const string Request =
        $"FROM case_requests t WHERE (t.body_id = @body AND {Function} = @function "
            + $"OR t.recipient_id = @body AND {Function} <> @function) AND ";
    private const string Transfer =
        $"FROM case_transfers t WHERE t.body_id = @body AND {Function} = @function AND ";
    private static readonly string Done = $"t.state IN ({CaseRequestState.Executed:D}, {CaseRequestState.Lifted:D})";
    private static readonly string Late =
        $"(t.state = {StepState.Overdue:D} OR t.fulfilled_at > t.due)";

    private sealed record Source(FigureDefinition Definition, string Rows, string At, string? Column = null)
    {
        public string Value => Column is null ? "1" : $"t.{Column}";
    }

    private static readonly IReadOnlyList<Source> Table =
    [
        OfStep("warnings-given", "platform-work", "预警 (次)", "Warnings", StepKind.Warning),
        OfStep("talks-held", "platform-work", "约谈 (次)", "Talks", StepKind.Talk),
        OfStep("orders-given", "platform-work", "责令整改 (家)", "Orders to correct", StepKind.RectificationOrder),
        new(new("orders-in-time", "platform-work", "责令整改按期完成 (家)", "Orders fulfilled in time", "step"),
            $"{Step}t.kind = {StepKind.RectificationOrder:D} AND t.fulfilled_at <= t.due", "fulfilled_at"),
        new(new("orders-overdue", "platform-work", "责令整改逾期 (家)", "Orders overdue", "step"),
            $"{Step}t.kind = {StepKind.RectificationOrder:D} AND {Late}", "due"),
        OfRequest("access-suspended", "暂停网络接入 (个)", "Access suspended", CaseRequestKind.SuspendAccess),
        OfRequest("sites-closed", "关闭网站 (个)", "Sites closed", CaseRequestKind.CloseSite),
        OfRequest("filings-cancelled", "注销备案 (个)", "Filings cancelled", CaseRequestKind.CancelFiling),
        OfRequest("licences-revoked", "吊销许可 (个)", "Licences revoked", CaseRequestKind.RevokeLicence),
        OfRequest("foreign-sites-blocked", "境外网站上报封堵 (个)", "Foreign sites reported and blocked",
            CaseRequestKind.ReportAndBlock),
        OfStep("cases-filed", "cases", "立案 (件)", "Cases filed", StepKind.Filing),
        OfStep("penalties", "cases", "行政处罚 (件)", "Penalties", StepKind.Penalty),
        OfStep("fines", "cases", "罚款 (分)", "Fines (fen)", StepKind.Penalty, "fine_fen"),
        OfStep("gains-confiscated", "cases", "没收违法所得 (分)", "Gains confiscated (fen)", StepKind.Penalty,
            "confiscated_fen"),
        // Of the column 收缴侵权盗版制品: the same copies were seized in an inspection before.
        OfStep("goods-confiscated", "cases", "没收侵权盗版制品 (件)", "Goods confiscated", StepKind.Penalty, "goods",
            beside: "items-seized"),
        new(new("transferred-to-police", "cases", "移送公安 (件)", "Transferred to the police", "transfer"),
            $"{Transfer}1 = 1", "sent_at"),
        new(new("filed-by-police", "cases", "公安立案 (件)", "Filed by the police", "transfer"),
            $"{Transfer}1 = 1", "filed_at"),
    ];

    public IReadOnlyList<FigureDefinition> Figures { get; } = [.. Table.Select(t => t.Definition)];

    public async Task<IReadOnlyDictionary<string, long>> CountAsync(Session s, FigureScope scope)
    {
        var counts = new Dictionary<string, long>(StringComparer.Ordinal);
        foreach (var source in Table)
        {
            counts[source.Definition.Name] = await s.FirstAsync<long>(
                $"SELECT CAST(COALESCE(SUM({source.Value}), 0) AS BIGINT) {Rows(source)}", Args(scope));
        }
        return counts;
    }

    public async Task<IReadOnlyList<Guid>> IdsAsync(
        Session s, string figure, FigureScope scope, Guid after, int take)
    {
        var source = Table.FirstOrDefault(t => t.Definition.Name == figure);
        return source is null ? [] : await s.QueryAsync<Guid>(
            $"SELECT t.id {Rows(source)} AND t.id > @after AND {source.Value} > 0 ORDER BY t.id LIMIT @take",
            new
            {
                body = scope.BodyId, function = scope.Function, from = scope.From, before = scope.Before, after, take,
            });
    }

    private static string Rows(Source source) =>
        $"{source.Rows} AND t.{source.At} >= @from AND t.{source.At} < @before";

    private static object Args(FigureScope scope) =>
        new { body = scope.BodyId, function = scope.Function, from = scope.From, before = scope.Before };

    private static Source OfStep(
        string name, string group, string zh, string en, StepKind kind, string? column = null,
        string? beside = null) =>
        new(new(name, group, zh, en, "step") { IsSum = column is not null, Beside = beside },
            $"{Step}t.kind = {(int)kind}", "effective_at", column);

    private static Source OfRequest(string name, string zh, string en, CaseRequestKind kind) =>
        new(new(name, "site-measures", zh, en, "request"), $"{Request}t.kind = {(int)kind} AND {Done}",
            "executed_at");
}
