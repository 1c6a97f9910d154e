using Takedown.Contracts;
using Takedown.Core.Filings;
using Takedown.Server.Bodies;
using Takedown.Storage;

namespace Takedown.Server.Forms;

/// <summary>Puts a monthly form together: what is frozen, what is computed, what was entered, and the sums.</summary>
internal sealed class FormView(FormFigures figures, TimeProvider time)
{
    public async Task<MonthlyForm> OfAsync(Session s, FormPlace place)
    {
        var below = place.Registry.BelowOf(place.Body, place.Line);
        var rows = await FilingStore.MonthlyAsync(
            s, place.Line.Function, place.Period, [place.Body.Id, .. below.Select(b => b.Id)]);
        var row = rows.GetValueOrDefault(place.Body.Id);
        var content = row?.Read() ?? new();
        var values = await ValuesAsync(s, place, content);
        var children = await ChildrenAsync(s, place, below, rows);
        return new()
        {
            Id = row?.Id,
            Month = place.Period,
            Line = place.Line.Function,
            LineZh = place.Line.Zh,
            OrganisationId = place.Body.Id,
            OrganisationName = place.Body.Name,
            Region = place.Body.Region,
            Campaign = content.Campaign,
            Phone = content.Phone,
            Zone = place.Zone.Id,
            From = place.From,
            Before = place.Before,
            Status = row?.Status ?? FilingStatus.Draft,
            Due = row?.Due,
            Overdue = row?.IsOverdue(time.GetUtcNow()) is true,
            SuperiorId = place.SuperiorId,
            Drafted = content.Drafted,
            Checked = content.Checked,
            Signed = content.Signed,
            Submitted = content.Submitted,
            Accepted = content.Accepted,
            ReturnReason = content.ReturnReason,
            Summary = content.Summary,
            Figures = [.. values.Select(v => v with
            {
                Corrected = content.CorrectedOf(v.Name),
                Note = content.Entered.GetValueOrDefault(v.Name)?.Note,
                Sum = SumOf(v, content, children),
            })],
            Corrections = content.Corrections,
            Children = [.. children.Select(c => new FormChild
            {
                OrganisationId = c.Body.Id,
                Name = c.Body.Name,
                Region = c.Body.Region,
                Status = c.Row?.Status ?? FilingStatus.Draft,
                Filed = c.Filed is not null,
            })],
            History = row is null ? null : await ActJournal.OfAsync(s, ActSubject.Filing, row.Id),
        };
    }

    /// <summary>The figures to freeze: as the form shows them, each with what the bodies below have filed.</summary>
    public async Task<Dictionary<string, FrozenFigure>> FreezeAsync(Session s, FormPlace place) =>
        (await OfAsync(s, place)).Figures.ToDictionary(
            f => f.Name, f => new FrozenFigure(f.Value, f.YearToDate, f.Sum?.Filed ?? f.Value));

    private async Task<IReadOnlyList<FormFigure>> ValuesAsync(Session s, FormPlace place, FilingContent content)
    {
        var month = await figures.ComputeAsync(s, place.Scope);
        var year = await figures.ComputeAsync(s, place.Scope with { From = place.YearFrom });
        var entered = (await FilingStore.OfYearAsync(s, place)).Select(f => f.Read())
            .SelectMany(c => c.Entered).ToLookup(e => e.Key, e => e.Value.Value);
        return [.. figures.Columns.Select(c =>
        {
            var (figure, hasSource) = (c.Figure, c.HasSource);
            var computed = hasSource ? month[figure.Name] : content.Entered.GetValueOrDefault(figure.Name)?.Value;
            var frozen = content.Frozen is null ? null
                : content.Frozen.GetValueOrDefault(figure.Name) ?? new FrozenFigure(null, null, null);
            decimal? toDate = hasSource ? year[figure.Name]
                : entered[figure.Name].Any() ? entered[figure.Name].Sum() : null;
            return new FormFigure
            {
                Name = figure.Name,
                Group = figure.Group,
                Zh = c.Zh,
                En = c.En,
                Value = frozen is null ? computed : frozen.Value,
                YearToDate = frozen is null ? toDate : frozen.YearToDate,
                HasSource = hasSource,
                Of = hasSource ? figure.Of : null,
                Counts = c.Counts,
                Current = frozen is not null && hasSource && computed != frozen.Value ? computed : null,
            };
        })];
    }

    private async Task<IReadOnlyList<Child>> ChildrenAsync(
        Session s, FormPlace place, IReadOnlyList<Registry.Organisation> below, Dictionary<Guid, FilingRow> rows)
    {
        var children = new List<Child>();
        foreach (var body in below)
        {
            var row = rows.GetValueOrDefault(body.Id);
            var filed = row is not null && FilingRules.IsFiled(row.Status) ? row.Read() : null;
            var computed = filed is null ? await figures.ComputeAsync(s, place.Of(body).Scope) : null;
            children.Add(new(body, row, filed, computed));
        }
        return children;
    }

    private static FormSum? SumOf(FormFigure figure, FilingContent content, IReadOnlyList<Child> children)
    {
        if (children.Count == 0 || FormColumn.IsDurationOf(figure.Name)) return null;
        var own = content.CorrectedOf(figure.Name) ?? figure.Value ?? 0;
        List<FormSumChild> parts = [.. children.Select(c => new FormSumChild
        {
            OrganisationId = c.Body.Id,
            Filed = c.Filed is null ? null : c.Filed.FiledOf(figure.Name) ?? 0,
            Computed = c.Computed?.GetValueOrDefault(figure.Name),
        })];
        var filed = own + parts.Sum(p => p.Filed ?? 0);
        var total = own + parts.Sum(p => p.Filed ?? p.Computed ?? 0);
        return new() { Children = parts, Own = own, Total = total, Filed = filed, Gap = total - filed };
    }

    private sealed record Child(
        Registry.Organisation Body, FilingRow? Row, FilingContent? Filed,
        IReadOnlyDictionary<string, decimal>? Computed);
}
