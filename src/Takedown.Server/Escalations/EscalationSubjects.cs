using Takedown.Contracts;
using Takedown.Server.Notices;
using Takedown.Server.Registry;
using Takedown.Storage;

namespace Takedown.Server.Escalations;

/// <summary>
/// What escalations are about, for people: names, the link and the work of the notice, the account. Who may read an
/// escalation may read its notice.
/// </summary>
internal static class EscalationSubjects
{
    /// <summary>A longer content is not opened for its title.</summary>
    private const int MaxContent = 64 << 10;

    private static readonly string Notices =
        $"""
        SELECT n.id, n.claimant_id, n.target,
            CASE WHEN octet_length(c.content) <= {MaxContent} THEN c.content END AS content
        FROM notices n JOIN notice_contents c ON c.notice_id = n.id WHERE n.id IN 
        """;

    private const string Actions = "SELECT id, account_id FROM account_actions WHERE id IN ";

    private sealed record NoticeSubject
    {
        public Guid Id { get; init; }
        public Guid ClaimantId { get; init; }
        public string Target { get; init; } = "";
        public string? Content { get; init; }
    }

    private sealed record ActionSubject
    {
        public Guid Id { get; init; }
        public string AccountId { get; init; } = "";
    }

    public static async Task<IReadOnlyList<EscalationView>> AddAsync(Session s, IReadOnlyList<EscalationView> rows)
    {
        var notices = await FindAsync<NoticeSubject>(s, Notices, rows.Select(r => r.NoticeId), n => n.Id);
        var actions = await FindAsync<ActionSubject>(s, Actions, rows.Select(r => r.AccountActionId), a => a.Id);
        var names = await OrganisationNames.OfAsync(
            s, rows.SelectMany(r => new[] { r.PlatformId, r.RegulatorId })
                .Concat(notices.Values.Select(n => n.ClaimantId)));
        return [.. rows.Select(r =>
        {
            var notice = r.NoticeId is { } id ? notices.GetValueOrDefault(id) : null;
            var account = r.AccountActionId is { } action ? actions.GetValueOrDefault(action)?.AccountId : null;
            return r with
            {
                PlatformName = names.GetValueOrDefault(r.PlatformId),
                RegulatorName = names.GetValueOrDefault(r.RegulatorId),
                NoticeUrl = notice is null ? null : $"/v1/notices/{notice.Id}",
                Target = notice?.Target,
                Title = notice?.Content is { } content ? StoredJson.ReadNotice(content).Work?.Title : null,
                ClaimantId = notice?.ClaimantId,
                ClaimantName = notice is null ? null : names.GetValueOrDefault(notice.ClaimantId),
                Account = account is null ? null : new() { Id = account },
            };
        })];
    }

    private static async Task<Dictionary<Guid, T>> FindAsync<T>(
        Session s, string sql, IEnumerable<Guid?> ids, Func<T, Guid> key)
    {
        var wanted = ids.OfType<Guid>().Distinct().ToList();
        return wanted.Count == 0 ? []
            : (await s.QueryAsync<T>(sql + s.In("ids"), new { ids = s.Ids(wanted) })).ToDictionary(key);
    }
}
