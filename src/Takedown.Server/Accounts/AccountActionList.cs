using Microsoft.AspNetCore.Http.HttpResults;
using Takedown.Contracts;
using Takedown.Core.Deadlines;
using Takedown.Server.Http;
using Takedown.Server.Notices;
using Takedown.Server.Registry;
using Takedown.Storage;

namespace Takedown.Server.Accounts;

/// <summary>
/// Account actions as a regulator lists them: of the platforms of its region and of its functions; the operator lists
/// all.
/// </summary>
internal sealed class AccountActionList(Database database, RegistryCache registryCache)
{
    private const string Columns =
        """
        a.id, a.platform_id, a.seq, a.account_id, a.measure, a.strikes, a.function, a.status, a.requested_at,
        a.answered_at, a.reason, a.notices, a.until, a.terms, d.due, d.status AS sla
        """;

    public async Task<Results<Ok<Page<AccountActionView>>, ProblemHttpResult>> PageAsync(HttpContext http)
    {
        var query = new Query(http);
        var (limit, after, platform, status) = (
            query.Limit, query.AfterId, query.Id("platform"), query.Word<AccountActionStatus>("status"));
        List<InputFault> faults = [.. query.Faults];
        if (query.Wait > TimeSpan.Zero) faults.Add(new("?wait", "value.out-of-range", "0"));
        if (faults.Count > 0) return Problems.Invalid(http, faults);
        var registry = await registryCache.CurrentAsync(http.RequestAborted);
        var reader = http.Caller().Id;
        if (platform is { } one && !registry.HasJurisdiction(reader, one)) return Problems.NotFound(http);
        var platforms = platform is { } only ? [only] : registry.PlatformsOf(reader);
        var functions = registry.Regulators.TryGetValue(reader, out var regulator) ? regulator.FunctionList : null;
        var rows = await ReadAsync(platforms, functions, status, after, limit + 1);
        return TypedResults.Ok(Pages.Of(
            [.. rows.Select(r => r.View with
            {
                PlatformId = r.PlatformId,
                PlatformName = registry.Platforms.TryGetValue(r.PlatformId, out var named) ? named.Name : null,
            })], limit, a => a.Id.ToString(),
            a => PageBytes.Around + PageBytes.Length(a.Reason?.Text)));
    }

    private Task<IReadOnlyList<AccountAction>> ReadAsync(
        IReadOnlyList<Guid> platforms, IReadOnlyList<string>? functions, AccountActionStatus? status, Guid? after,
        int take) => database.ReportAsync(s => s.QueryAsync<AccountAction>(
            $"""
            SELECT {Columns} FROM account_actions a
            JOIN deadlines d ON d.owner = {DeadlineOwner.AccountAction:D} AND d.owner_id = a.id
                AND d.kind = {DeadlineKind.AccountAction:D}
            WHERE a.id > @after AND a.platform_id IN {s.In("platforms")}
                {(status is null ? "" : "AND a.status = @status")}
                {(functions is null ? "" : "AND ' ' || @functions || ' ' LIKE '% ' || a.function || ' %'")}
            ORDER BY a.id LIMIT @take
            """,
            new
            {
                after = after ?? Guid.Empty,
                platforms = s.Ids(platforms),
                status = (int?)status,
                functions = functions is null ? null : string.Join(' ', functions),
                take,
            }));
}
