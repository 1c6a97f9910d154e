using Takedown.Contracts;
using Takedown.Storage;

namespace Takedown.Server.Organisations;

internal sealed class PlatformRequestStore(Database database)
{
    /// <summary>Open requests of one claimant; who knows more hosts sends the operator a list.</summary>
    private const int MaxOpen = 1000;

    private const string Columns = "id, claimant_id, host, note, status, at, decided_at, platform_id, reason";

    /// <summary>Stores a request, or finds the claimant's open one for the host.</summary>
    /// <returns>Null if the claimant has too many open ones.</returns>
    public async Task<PlatformRequest?> OpenAsync(Session s, PlatformRequest request)
    {
        await s.LockAsync($"platform requests {request.ClaimantId}");
        const string known = $"SELECT {Columns} FROM platform_requests "
            + "WHERE claimant_id = @claimant AND host = @host AND status = 0";
        var args = new { claimant = request.ClaimantId, host = request.Host };
        if (await s.FirstAsync<PlatformRequest>(known, args) is { } open) return open;
        var count = await s.FirstAsync<long>(
            "SELECT COUNT(*) FROM platform_requests WHERE claimant_id = @claimant AND status = 0", args);
        if (count >= MaxOpen) return null;
        await s.InsertAsync(PlatformRequest.Table, [request]);
        return request;
    }

    /// <summary>Requests of a claimant, or of all, oldest first.</summary>
    public Task<IReadOnlyList<PlatformRequest>> ListAsync(
        Guid? claimant, PlatformRequestStatus? status, Guid? after, int take) =>
        database.ReadAsync(s => s.QueryAsync<PlatformRequest>(
            $"SELECT {Columns} FROM platform_requests WHERE id > @after"
                + (claimant is null ? "" : " AND claimant_id = @claimant")
                + (status is null ? "" : " AND status = @status") + " ORDER BY id LIMIT @take",
            new { after = after ?? Guid.Empty, claimant, status = (int?)status, take }));

    public static Task<PlatformRequest?> FindAsync(Session s, Guid id) =>
        s.FirstAsync<PlatformRequest>($"SELECT {Columns} FROM platform_requests WHERE id = @id", new { id });

    public async Task<PlatformRequest?> LockAsync(Session s, Guid id) => await s.FirstAsync<PlatformRequest>(
        $"SELECT {Columns} FROM platform_requests WHERE id = @id {database.Dialect.ForUpdate}", new { id });

    /// <summary>Decides an open request.</summary>
    public static Task DecideAsync(Session s, PlatformRequest decided) => s.ExecuteAsync(
        "UPDATE platform_requests SET status = @status, decided_at = @DecidedAt, platform_id = @PlatformId, "
            + "reason = @Reason WHERE id = @Id AND status = 0",
        new { status = (int)decided.Status, decided.DecidedAt, decided.PlatformId, decided.Reason, decided.Id });

    private const string DecideHosts =
        "UPDATE platform_requests SET status = 1, decided_at = @now, platform_id = @platform "
            + "WHERE status = 0 AND host = @host";

    /// <summary>Ends all open requests for the hosts of a platform.</summary>
    public static async Task RegisteredAsync(
        Session s, Guid platform, IReadOnlyList<string> hosts, DateTimeOffset now)
    {
        foreach (var host in hosts) await s.ExecuteAsync(DecideHosts, new { platform, host, now });
    }
}
