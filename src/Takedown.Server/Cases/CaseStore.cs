using Takedown.Contracts;
using Takedown.Server.Bodies;
using Takedown.Server.Http;
using Takedown.Server.Registry;
using Takedown.Storage;

namespace Takedown.Server.Cases;

/// <summary>
/// Cases and who may read and decide them. A case is decided by the body that owns it, and read by the bodies above it
/// in its function too.
/// </summary>
internal sealed class CaseStore(Database database)
{
    public const string Columns =
        "id, no, title, body_id, region, function, ip_type, item, state, is_key, is_cross_border, opened_at, "
            + "filed_at, closed_at, version, content, cluster, cluster_lead, enforcement_id";

    private const string One = $"SELECT {Columns} FROM cases WHERE id = @id";

    public static Task<CaseRow?> FindAsync(Session s, Guid id) => s.FirstAsync<CaseRow>(One, new { id });

    /// <summary>The case under its lock, which every change of it and of what belongs to it takes first.</summary>
    public Task<CaseRow?> LockAsync(Session s, Guid id) =>
        s.FirstAsync<CaseRow>($"{One} {database.Dialect.ForUpdate}", new { id });

    private static readonly string OpenOf =
        $"SELECT id FROM cases WHERE body_id = @body AND state <> {CaseState.Closed:D} ORDER BY id";

    /// <summary>The open cases of a body.</summary>
    public static Task<IReadOnlyList<Guid>> OpenOfAsync(Session s, Guid body) =>
        s.QueryAsync<Guid>(OpenOf, new { body });

    public static Task AddAsync(Session s, CaseRow row) => s.InsertAsync(CaseRow.Table, [row]);

    /// <summary>Stores a changed case, whose lock the transaction holds.</summary>
    public static Task SaveAsync(Session s, CaseRow row) =>
        s.UpdateAsync(CaseRow.Table, [row with { Version = row.Version + 1 }]);

    public static bool IsReadBy(CaseRow row, RegistrySnapshot registry, Caller caller) =>
        registry.Reads(caller.Id, row.BodyId, row.Region, row.Function)
        || row.EnforcementId == caller.Id || row.ClusterLead == caller.Id;

    /// <summary>The body that owns the case, and the enforcement team that it was given to.</summary>
    public static bool IsDecidedBy(CaseRow row, Caller caller) =>
        row.BodyId == caller.Id || row.EnforcementId == caller.Id;
}
