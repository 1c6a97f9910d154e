using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http.HttpResults;
using Takedown.Contracts;
using Takedown.Contracts.Json;
using Takedown.Server.Http;
using Takedown.Server.Notices;
using Takedown.Storage;

namespace Takedown.Server.CounterNotices;

/// <summary>
/// <c>POST /v1/notices/{id}/counter-notice-links</c>: one-time codes, of which only the hash is stored.
/// </summary>
internal sealed class CounterNoticeLinks(Database database, TimeProvider time)
{
    private const int CodeBytes = 24;
    private static readonly TimeSpan Usual = TimeSpan.FromDays(14), Longest = TimeSpan.FromDays(30);

    private static readonly Table<LinkRow> Table = new("counter_notice_links",
    [
        new("hash", ColumnType.Bytes, l => l.Hash, Key: true),
        new("notice_id", ColumnType.Id, l => l.NoticeId),
        new("platform_id", ColumnType.Id, l => l.PlatformId),
        new("expires_at", ColumnType.Instant, l => l.ExpiresAt),
    ]);

    public static async Task<Results<Created<CounterNoticeLink>, ProblemHttpResult>> HandleAsync(
        Guid id, HttpContext http, CounterNoticeLinks links)
    {
        var (input, problem) = await OptionalBody.ReadAsync(
            http, TakedownJson.Default.CounterNoticeLinkInput, () => new());
        if (problem is not null) return problem;
        var length = input!.ValidFor ?? Usual;
        if (length <= TimeSpan.Zero || length > Longest)
            return Problems.Invalid(http, new InputFault("/validFor", "value.out-of-range", "P30D"));
        return await links.MakeAsync(http, id, length);
    }

    private async Task<Results<Created<CounterNoticeLink>, ProblemHttpResult>> MakeAsync(
        HttpContext http, Guid id, TimeSpan length)
    {
        var code = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(CodeBytes));
        var expires = time.GetUtcNow() + length;
        var fault = await database.WriteAsync(async s =>
        {
            if (await NoticeStore.FindAsync(s, id) is not { DeliveredAt: not null } notice
                || notice.PlatformId != http.Caller().Id) return Problems.NotFound(http);
            if (notice.State is not NoticeState.Removed) return Problems.Conflict(http, "counter-notice.no-measure");
            if ((await CounterNoticeStore.FiledAsync(s, [id])).Count > 0)
                return Problems.Conflict(http, "counter-notice.filed");
            await s.ExecuteAsync(Forget, new { before = time.GetUtcNow() - Longest });
            await s.InsertAsync(Table,
            [
                new LinkRow
                {
                    Hash = HashOf(code), NoticeId = id, PlatformId = notice.PlatformId, ExpiresAt = expires,
                },
            ]);
            return null;
        });
        if (fault is not null) return fault;
        http.Response.Headers.CacheControl = "no-store";
        var url = $"{http.Request.Scheme}://{http.Request.Host}/console/counter-notice?link={code}";
        return TypedResults.Created((string?)null, new CounterNoticeLink
        {
            NoticeId = id, Url = url, Code = code, ExpiresAt = expires,
        });
    }

    private const string Forget = "DELETE FROM counter_notice_links WHERE expires_at < @before";

    private const string ByHash =
        "SELECT hash, notice_id, platform_id, expires_at, used_by FROM counter_notice_links WHERE hash IN ";

    /// <summary>The notices of codes that are all good, or the code of the fault.</summary>
    public async Task<(IReadOnlyCollection<Guid> Notices, string? Fault)> TakeAsync(
        Session s, IReadOnlyList<string> codes)
    {
        var hashes = codes.Distinct(StringComparer.Ordinal).Select(HashOf).ToList();
        // Locked only where there is such a link, so that one is used once whoever uses it at the same moment.
        var known = await s.QueryAsync<LinkRow>(ByHash + s.InBytes("hashes"), new { hashes = s.Bytes(hashes) });
        if (known.Count < hashes.Count) return ([], "link.unknown");
        foreach (var notice in known.Select(l => l.NoticeId).Distinct().Order())
            await s.LockAsync($"counter-notice link {notice}");
        var rows = await s.QueryAsync<LinkRow>(ByHash + s.InBytes("hashes"), new { hashes = s.Bytes(hashes) });
        var fault = rows.Any(r => r.UsedBy is not null) ? "link.used"
            : rows.Any(r => r.ExpiresAt < time.GetUtcNow()) ? "link.expired" : null;
        return (rows.Select(r => r.NoticeId).ToHashSet(), fault);
    }

    private const string Use = "UPDATE counter_notice_links SET used_by = @id WHERE hash IN ";

    /// <summary>Uses up the links of these notices; one that could not be answered may be answered again.</summary>
    public static Task UseAsync(Session s, IReadOnlyList<string> codes, IReadOnlyCollection<Guid> notices, Guid id) =>
        s.ExecuteAsync($"{Use}{s.InBytes("hashes")} AND notice_id IN {s.In("notices")}", new
        {
            id, hashes = s.Bytes(codes.Select(HashOf)), notices = s.Ids(notices),
        });

    private static byte[] HashOf(string code) => SHA256.HashData(Encoding.UTF8.GetBytes(code));

    private sealed record LinkRow
    {
        public byte[] Hash { get; init; } = [];
        public Guid NoticeId { get; init; }
        public Guid PlatformId { get; init; }
        public DateTimeOffset ExpiresAt { get; init; }
        public Guid? UsedBy { get; init; }
    }
}
