using System.Text.Json;
using System.Text.Json.Nodes;
using Takedown.Contracts;
using Takedown.Contracts.Json;
using Takedown.Core.Cases;
using Takedown.Server.Bodies;
using Takedown.Server.Cases;
using Takedown.Server.Notices;
using Takedown.Server.Registry;
using Takedown.Storage;

namespace Takedown.Server.Enforcement;

/// <summary>A case as readers see it, with everything that belongs to it.</summary>
internal sealed class CaseDetails(IEnumerable<ICaseOrigin> origins, IEnumerable<ICasePart> parts)
{
    private static readonly StepKind[] Rungs =
        [StepKind.Warning, StepKind.Talk, StepKind.RectificationOrder, StepKind.Penalty];

    /// <summary>The thresholds for a transfer that the facts of a case reach.</summary>
    public static IReadOnlyList<string> Reached(CaseContent content, DateTimeOffset now) =>
        content.Indicators is { } facts
            ? TransferThresholds.Reached(facts, DateOnly.FromDateTime(now.UtcDateTime)) : [];

    public static CaseView View(CaseRow row, DateTimeOffset now, IReadOnlyDictionary<Guid, string> names)
    {
        var content = StoredCase.Of(row);
        return new()
        {
            Id = row.Id,
            No = row.No,
            Title = row.Title,
            BodyId = row.BodyId,
            BodyName = names.GetValueOrDefault(row.BodyId),
            LeadBodyId = content.LeadBodyId,
            Region = row.Region,
            Function = row.Function,
            IpType = row.IpType,
            Item = row.Item,
            State = row.State,
            DecisionDue = row.State is CaseState.Overdue,
            Key = row.IsKey,
            CrossBorder = row.IsCrossBorder,
            SuspectedOfCrime = content.SuspectedOfCrime,
            IndicatorsReached = Reached(content, now),
            Indicators = content.Indicators,
            Severity = content.Severity,
            Owner = content.Owner,
            Enforcement = row.EnforcementId,
            Cluster = row.Cluster is null ? null : new() { Code = row.Cluster, Lead = row.ClusterLead },
            Path = content.Path,
            TraceId = content.TraceId,
            OpenedAt = row.OpenedAt,
            FiledAt = row.FiledAt,
            ClosedAt = row.ClosedAt,
            Version = row.Version,
            Parties = content.Parties,
            Targets = content.Targets,
            WorkTypes = content.WorkTypes,
        };
    }

    public async Task<CaseView> OfAsync(
        Session s, CaseRow row, RegistrySnapshot registry, Guid reader, DateTimeOffset now)
    {
        var steps = await StepRow.OfAsync(s, row.Id);
        var transfers = await TransferRow.OfAsync(s, row.Id);
        var requests = await RequestRow.OfAsync(s, row.Id);
        var police = registry.Regulators.TryGetValue(reader, out var body) && body.FunctionList.Contains("police");
        var taken = origins.ToDictionary(o => o.Field);
        return View(row, now, await OrganisationNames.OfAsync(s, [row.BodyId])) with
        {
            Leads = taken.TryGetValue("leads", out var leads) ? await leads.OfAsync(s, row.Id) : [],
            Escalations = await taken["escalations"].OfAsync(s, row.Id),
            Ladder = Ladder(steps, transfers, requests),
            Clocks = await ClocksAsync(s, steps, transfers, requests),
            Documents = [.. steps.SelectMany(r => new[] { r.View.Document, r.View.Proof })
                .Concat(transfers.SelectMany(t => t.View.Documents ?? []))
                .Concat(transfers.SelectMany(t => t.View.Entries.Select(e => e.Document)))
                .Concat(requests.SelectMany(r => new[] { r.View.Document, r.View.Finding, r.View.Opinion }))
                .OfType<CaseDocument>()],
            Steps = [.. steps.Select(r => r.View)],
            Transfers = [.. transfers.Select(t => t.Shown(police))],
            Requests = [.. requests.Select(r => r.View)],
            Parts = await PartsAsync(s, row.Id),
            History = await ActJournal.OfAsync(s, ActSubject.Case, row.Id),
        };
    }

    /// <summary>What other features have about a case, as one object.</summary>
    private async Task<JsonElement?> PartsAsync(Session s, Guid id)
    {
        var all = new JsonObject();
        foreach (var (name, part) in await PartsOfAsync(s, id)) all[name] = part;
        return all.Count == 0 ? null : JsonElement.Parse(all.ToJsonString());
    }

    public async Task<IReadOnlyList<(string Name, JsonNode Part)>> PartsOfAsync(Session s, Guid id)
    {
        List<(string, JsonNode)> found = [];
        foreach (var part in parts)
        {
            if (await part.OfAsync(s, id) is { } node) found.Add((part.Name, node));
        }
        return found;
    }

    /// <summary>The code of what forbids closing a case.</summary>
    public async Task<string?> ObstacleAsync(Session s, Guid id)
    {
        if ((await TransferRow.OfAsync(s, id)).Any(t => TransferRules.IsOpen(t.State))) return "transfer.open";
        if ((await StepRow.OfAsync(s, id)).Any(r => r.State is StepState.Proposed)) return "step.open";
        foreach (var part in parts)
        {
            if (await part.ObstacleAsync(s, id) is { } code) return code;
        }
        return null;
    }

    private static IReadOnlyList<CaseRung> Ladder(
        IReadOnlyList<StepRow> steps, IReadOnlyList<TransferRow> transfers, IReadOnlyList<RequestRow> requests)
    {
        var reached = steps.Where(r => r.EffectiveAt is not null && Rungs.Contains(r.Kind))
            .Select(r => (Rung: r.Kind.Word(), At: r.EffectiveAt!.Value))
            .Concat(requests.Where(r => r.ExecutedAt is not null)
                .Select(r => (Rung: r.Kind.Word(), At: r.ExecutedAt!.Value)))
            .Concat(transfers.Where(t => t.SentAt is not null).Select(t => (Rung: "transfer", At: t.SentAt!.Value)));
        return [.. reached.GroupBy(r => r.Rung).Select(g => new CaseRung { Rung = g.Key, At = g.Min(r => r.At) })
            .OrderBy(r => r.At)];
    }

    private static async Task<IReadOnlyList<CaseClock>> ClocksAsync(
        Session s, IReadOnlyList<StepRow> steps, IReadOnlyList<TransferRow> transfers,
        IReadOnlyList<RequestRow> requests)
    {
        var kinds = steps.ToDictionary(r => r.Id, r => r.Kind);
        var asked = requests.ToDictionary(r => r.Id, r => r.Kind);
        var states = transfers.ToDictionary(t => t.Id, t => t.State);
        List<LegalClock> ofTransfers = [.. Enum.GetValues<TransferState>().SelectMany(LegalClocks.Of)];
        return
        [
            .. await Clocks.OfAsync(s, DeadlineOwner.CaseStep, [.. kinds.Keys], id => LegalClocks.Of(kinds[id])),
            .. await Clocks.OfAsync(
                s, DeadlineOwner.Transfer, [.. states.Keys], id => LegalClocks.Of(states[id]).Concat(ofTransfers)),
            .. await Clocks.OfAsync(s, DeadlineOwner.CaseRequest, [.. asked.Keys], id => LegalClocks.Of(asked[id])),
        ];
    }
}
