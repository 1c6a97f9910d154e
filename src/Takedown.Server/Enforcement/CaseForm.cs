using System.Globalization;
using Takedown.Contracts;
using Takedown.Contracts.Json;
using Takedown.Server.Cases;
using Takedown.Server.Figures;
using Takedown.Storage;

namespace Takedown.Server.Enforcement;

/// <summary>Rows of Form 2: cases that were filed or penalised in a period.</summary>
internal sealed class CaseForm : ICaseFormRows
{
    private static readonly string Page =
        $"""
        SELECT {CaseStore.Columns} FROM cases WHERE body_id = @body AND function = @function AND id > @after
            AND ((filed_at >= @from AND filed_at < @before) OR EXISTS (SELECT 1 FROM case_steps t
                WHERE t.case_id = cases.id AND t.kind = {StepKind.Penalty:D} AND t.effective_at >= @from
                    AND t.effective_at < @before))
        ORDER BY id LIMIT @take
        """;

    public async Task<IReadOnlyList<CaseFormRow>> OfAsync(Session s, FigureScope scope, Guid after, int take)
    {
        var rows = await s.QueryAsync<CaseRow>(Page, new
        {
            body = scope.BodyId, function = scope.Function, from = scope.From, before = scope.Before, after, take,
        });
        if (rows.Count == 0) return [];
        Guid[] ids = [.. rows.Select(r => r.Id)];
        var steps = (await StepRow.OfAsync(s, ids)).ToLookup(r => r.CaseId);
        var transfers = (await TransferRow.OfAsync(s, ids)).ToLookup(r => r.CaseId);
        var requests = (await RequestRow.OfAsync(s, ids)).ToLookup(r => r.CaseId);
        return [.. rows.Select(r => new CaseFormRow(
            r.Id, Columns(r, [.. steps[r.Id]], [.. transfers[r.Id]], [.. requests[r.Id]])))];
    }

    private static Dictionary<string, string> Columns(
        CaseRow row, IReadOnlyList<StepRow> steps, IReadOnlyList<TransferRow> transfers,
        IReadOnlyList<RequestRow> requests)
    {
        var content = StoredCase.Of(row);
        var party = content.Parties.FirstOrDefault(p => p.Role is null or "respondent") ?? content.Parties[0];
        var target = content.Targets is [var first, ..] ? first : null;
        var penalty = steps.FirstOrDefault(r => r.Kind is StepKind.Penalty && r.EffectiveAt is not null);
        var transfer = transfers.LastOrDefault(t => t.SentAt is not null);
        (string Name, string? Value)[] columns =
        [
            ("no", row.No), ("title", row.Title), ("region", row.Region), ("party", party.Name),
            ("uscc", Masked(party.Uscc)),
            ("right-holder", content.Parties.FirstOrDefault(p => p.Role == "right-holder")?.Name),
            ("target", target?.Name ?? target?.Url), ("ip-place", target?.IpPlace),
            ("filing-no", target?.FilingNo), ("hosted-abroad", Word(target?.HostedAbroad)),
            ("work-types", content.WorkTypes is { } types ? string.Join(' ', types) : null),
            ("ip-type", row.IpType), ("filed-on", Day(row.FiledAt)), ("basis", penalty?.View.Basis),
            ("measures", string.Join(' ', steps.Where(r => r.Kind is StepKind.RectificationOrder)
                .Select(r => r.Kind.Word())
                .Concat(requests.Where(r => r.ExecutedAt is not null).Select(r => r.Kind.Word())).Distinct())),
            ("penalty-no", penalty?.View.Document?.No), ("penalty-date", Day(penalty?.EffectiveAt)),
            ("fine", Yuan(penalty?.View.Amount)), ("confiscated", Yuan(penalty?.View.Confiscated)),
            ("goods", penalty?.View.Goods?.ToString(CultureInfo.InvariantCulture)),
            ("transferred", Word(transfer is not null)), ("transferred-on", Day(transfer?.SentAt)),
            ("police-filed-on", Day(transfer?.FiledAt)),
            ("arrested", transfer?.View.Entries.LastOrDefault(e => e.Arrested is not null)?.Arrested
                ?.ToString(CultureInfo.InvariantCulture)),
            ("closed-on", Day(row.ClosedAt)),
        ];
        return columns.Where(c => !string.IsNullOrEmpty(c.Value)).ToDictionary(c => c.Name, c => c.Value!);
    }

    private static string? Masked(string? uscc) => uscc is { Length: 18 } ? $"{uscc[..4]}**********{uscc[14..]}" : uscc;

    private static string? Word(bool? value) => value is null ? null : value.Value ? "是" : "否";

    private static string? Yuan(decimal? amount) => amount?.ToString("0.00", CultureInfo.InvariantCulture);

    private static string? Day(DateTimeOffset? at) =>
        at?.ToOffset(TimeSpan.FromHours(8)).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
