using Takedown.Contracts;
using Takedown.Core.Routing;
using Takedown.Server.Bodies;
using Takedown.Server.Cases;
using Takedown.Server.Http;
using Takedown.Server.Registry;
using Takedown.Storage;

namespace Takedown.Server.Leads;

/// <summary>Which leads are listed; null means all.</summary>
internal sealed record LeadFilter(
    LeadStatus? Status, LeadSource? Source, LeadChannel? Channel, bool CrossBorder, bool Overdue);

/// <summary>
/// Leads and who reads them: the responsible body, those above it in its function, those that had the lead, and who
/// sent it.
/// </summary>
internal sealed class LeadStore(Database database)
{
    public const string Columns =
        "id, source, channel, status, body_id, first_body_id, region, function, routed_by, sender_id, platform_id, "
            + "service_type, work_type, ip_type, is_cross_border, receipt, contact, received_at, created_at, "
            + "accepted_by, accepted_at, decided_at, closed_by, closed_at, reason, case_id, content";

    private const string One = $"SELECT {Columns} FROM leads WHERE id = @id";

    private const string ByReceipt = $"SELECT {Columns} FROM leads WHERE receipt = @receipt";

    private const string HadIt = "SELECT 1 FROM lead_moves WHERE lead_id = @id AND from_id = @body LIMIT 1";

    public static async Task AddAsync(Session s, LeadRow lead, IReadOnlyList<LeadKey> keys)
    {
        await s.InsertAsync(LeadRow.Table, [lead]);
        await s.InsertAsync(LeadKey.Table, keys);
    }

    public static Task<LeadRow?> FindAsync(Session s, Guid id) => s.FirstAsync<LeadRow>(One, new { id });

    public static Task<LeadRow?> FindAsync(Session s, string receipt) =>
        s.FirstAsync<LeadRow>(ByReceipt, new { receipt });

    public Task<LeadRow?> LockAsync(Session s, Guid id) =>
        s.FirstAsync<LeadRow>($"{One} {database.Dialect.ForUpdate}", new { id });

    public static Task<IReadOnlyList<LeadRow>> LockAsync(Session s, IReadOnlyCollection<Guid> ids, string locking) =>
        s.QueryAsync<LeadRow>(
            $"SELECT {Columns} FROM leads WHERE id IN {s.In("ids")} ORDER BY id {locking}", new { ids = s.Ids(ids) });

    public static Task SaveAsync(Session s, LeadRow lead) => s.UpdateAsync(LeadRow.Table, [lead]);

    public static async Task<bool> IsReadByAsync(Session s, LeadRow lead, RegistrySnapshot registry, Caller caller) =>
        lead.SenderId == caller.Id
        || registry.Reads(caller.Id, lead.BodyId, lead.Region, lead.Function)
        || (registry.SharesLeads(caller.Id, lead.BodyId)
            && registry.Regulators[caller.Id].FunctionList.Contains(lead.Function))
        || (caller.Kind is OrganisationKind.Regulator
            && await s.FirstAsync<long?>(HadIt, new { id = lead.Id, body = caller.Id }) is not null);

    private const string Reader =
        "(l.body_id = @caller OR l.sender_id = @caller OR EXISTS (SELECT 1 FROM lead_moves m WHERE m.lead_id = l.id "
            + "AND m.from_id = @caller)";

    /// <summary>The condition of what a caller reads, and the values of its parameters.</summary>
    public static (string Where, object Args) ReadBy(Session s, RegistrySnapshot registry, Caller caller, object more)
    {
        var args = new Dapper.DynamicParameters(more);
        args.Add("caller", caller.Id);
        if (caller.Kind is OrganisationKind.Operator) return ("1 = 1", args);
        if (!registry.Regulators.TryGetValue(caller.Id, out var body)) return ("l.sender_id = @caller", args);
        args.Add("subtree", Subtree.PrefixOf(body.Region) + "%");
        args.Add("functions", s.Texts(body.FunctionList));
        // Bodies of one region cluster share their leads.
        var sharing = registry.Regulators.Keys.Where(other => registry.SharesLeads(caller.Id, other));
        args.Add("sharing", s.Ids([.. sharing]));
        return (
            $"{Reader} OR (l.function IN {s.InTexts("functions")} AND (l.region LIKE @subtree "
                + $"OR l.body_id IN {s.In("sharing")})))", args);
    }

    /// <summary>Leads as far as they are put under supervision.</summary>
    public static async Task<IReadOnlyList<SupervisedLead>> SupervisedAsync(Session s, IReadOnlyList<Guid> ids)
    {
        var rows = await s.QueryAsync<LeadRow>(
            $"SELECT {Columns} FROM leads WHERE id IN {s.In("ids")}", new { ids = s.Ids(ids) });
        return [.. rows.Select(l => new SupervisedLead(l.Id, TitleOf(l.Input), l.BodyId, l.Region, l.Function))];
    }

    private static string TitleOf(LeadInput lead) =>
        lead.Work?.Title ?? (lead.Targets is [{ Url: { } url }, ..] ? url : lead.Text) ?? "";

    /// <summary>Leads in the order in which they came.</summary>
    public Task<IReadOnlyList<LeadRow>> ListAsync(
        RegistrySnapshot registry, Caller caller, LeadFilter f, Guid after, int take, DateTimeOffset now) =>
        database.ReadAsync(async s =>
        {
            var (where, args) = ReadBy(s, registry, caller, new
            {
                after, take, now, status = (int?)f.Status, source = (int?)f.Source, channel = (int?)f.Channel,
            });
            var rows = $"SELECT {Columns} FROM leads l WHERE l.id > @after AND {where}"
                + (f.Status is null ? "" : " AND l.status = @status")
                + (f.Source is null ? "" : " AND l.source = @source")
                + (f.Channel is null ? "" : " AND l.channel = @channel")
                + (f.CrossBorder ? " AND l.is_cross_border = 1" : "") + (f.Overdue ? LeadDeadlines.Overdue : "")
                + " ORDER BY l.id LIMIT @take";
            return await s.QueryAsync<LeadRow>(PageBytes.Bounded(rows, "id", "content"), args);
        });
}
