using System.Security.Cryptography;
using System.Text;
using Takedown.Contracts;
using Takedown.Contracts.Json;
using Takedown.Server.Http;
using Takedown.Server.Registry;
using Takedown.Storage;

namespace Takedown.Server.Leads;

/// <summary>
/// Leads and notices about one operator, target or account (B12, B16). A bounded number of the newest of each is
/// grouped, so that the cost does not depend on the stock.
/// </summary>
internal sealed class Clusters(Database database)
{
    /// <summary>The newest leads, and the newest notices, that are grouped.</summary>
    public const int Examined = 10_000;

    /// <summary>For more platforms, the newest notices of all are read instead of each one's.</summary>
    private const int FewPlatforms = 50;
    private const int Links = 10;

    private const string NoticeColumns =
        "n.id, n.target, n.platform_id, n.account_id, n.accepted_at, n.regime, n.function";

    private const string NewestNotices =
        $"SELECT {NoticeColumns} FROM notices n ORDER BY n.id DESC LIMIT @take";

    private const string NewestOfPlatform =
        $"""
        SELECT {NoticeColumns} FROM (SELECT notice_id FROM inbox WHERE platform_id = @platform
            ORDER BY seq DESC LIMIT @take) i JOIN notices n ON n.id = i.notice_id
        """;

    private sealed record Member(string Key, string Name, bool IsLead, Guid Id, DateTimeOffset At);

    private sealed record KeyedLead
    {
        public Guid Id { get; init; }
        public DateTimeOffset ReceivedAt { get; init; }
        public string Key { get; init; } = "";
        public string Name { get; init; } = "";
    }

    private sealed record NoticeKeys
    {
        public Guid Id { get; init; }
        public string Target { get; init; } = "";
        public Guid PlatformId { get; init; }
        public string? AccountId { get; init; }
        public DateTimeOffset AcceptedAt { get; init; }
        public string Regime { get; init; } = "";
        public string? Function { get; init; }
    }

    /// <summary>Clusters of the caller's jurisdiction, the largest first.</summary>
    public Task<IReadOnlyList<ClusterView>> ListAsync(RegistrySnapshot registry, Caller caller, ClusterAxis axis) =>
        database.ReportAsync<IReadOnlyList<ClusterView>>(async s =>
        {
            List<Member> members =
                [.. await LeadsAsync(s, registry, caller, axis), .. await NoticesAsync(s, registry, caller, axis)];
            return [.. members.GroupBy(m => m.Key, StringComparer.Ordinal).Where(g => g.Count() > 1)
                .Select(g => View(axis, g)).OrderByDescending(c => c.Count).ThenBy(c => c.Id, StringComparer.Ordinal)];
        });

    private static async Task<IEnumerable<Member>> LeadsAsync(
        Session s, RegistrySnapshot registry, Caller caller, ClusterAxis axis)
    {
        var (where, args) = LeadStore.ReadBy(s, registry, caller, new { axis = (int)axis, take = Examined });
        var rows = await s.QueryAsync<KeyedLead>(
            $"""
            SELECT newest.id, newest.received_at, k.key, k.name
            FROM (SELECT l.id, l.received_at FROM leads l WHERE {where} ORDER BY l.id DESC LIMIT @take) newest
            JOIN lead_keys k ON k.lead_id = newest.id AND k.axis = @axis
            """, args);
        return rows.Select(r => new Member(r.Key, r.Name, IsLead: true, r.Id, r.ReceivedAt));
    }

    private static async Task<IEnumerable<Member>> NoticesAsync(
        Session s, RegistrySnapshot registry, Caller caller, ClusterAxis axis)
    {
        var platforms = registry.PlatformsOf(caller.Id);
        List<NoticeKeys> rows = [];
        if (platforms.Count > FewPlatforms || caller.Id == registry.OperatorId)
        {
            rows.AddRange(await s.QueryAsync<NoticeKeys>(NewestNotices, new { take = Examined }));
        }
        else
        {
            foreach (var platform in platforms)
            {
                rows.AddRange(await s.QueryAsync<NoticeKeys>(
                    NewestOfPlatform, new { platform, take = Examined / platforms.Count }));
            }
        }
        return rows.Where(n => registry.Platforms.ContainsKey(n.PlatformId)
                && registry.Covers(caller.Id, n.PlatformId, n.Regime, n.Function))
            .Select(n => MemberOf(registry, axis, n)).OfType<Member>();
    }

    private static Member? MemberOf(RegistrySnapshot registry, ClusterAxis axis, NoticeKeys n) => axis switch
    {
        ClusterAxis.Operator => new(
            LeadKey.OfPlatform(n.PlatformId), registry.Platforms[n.PlatformId].Name, IsLead: false, n.Id, n.AcceptedAt),
        ClusterAxis.Target => new(n.Target, n.Target, IsLead: false, n.Id, n.AcceptedAt),
        ClusterAxis.Account => n.AccountId is { } account
            ? new(LeadKey.OfAccount(n.PlatformId, account), account, IsLead: false, n.Id, n.AcceptedAt) : null,
    };

    private static ClusterView View(ClusterAxis axis, IGrouping<string, Member> members)
    {
        List<Member> newest = [.. members.OrderByDescending(m => m.At).ThenByDescending(m => m.Id)];
        var leads = newest.Count(m => m.IsLead);
        return new()
        {
            Id = Convert.ToHexStringLower(
                SHA256.HashData(Encoding.UTF8.GetBytes($"{axis.Word()}\n{members.Key}")).AsSpan(0, 16)),
            By = axis,
            Name = newest[0].Name,
            Count = newest.Count,
            Leads = leads,
            Notices = newest.Count - leads,
            Newest = newest[0].At,
            Links = [.. newest.Take(Links).Select(m => new ClusterLink
            {
                Kind = m.IsLead ? "lead" : "notice",
                Id = m.Id,
                Url = m.IsLead ? $"/v1/leads/{m.Id}" : $"/v1/notices/{m.Id}",
                At = m.At,
            })],
        };
    }
}
