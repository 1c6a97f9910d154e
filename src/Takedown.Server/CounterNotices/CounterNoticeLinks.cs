using System.Buffers.Text;
using System.Security.Cryptography;
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

    private static readonly Table<AccusedLink> Table = new("counter_notice_links",
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
                new AccusedLink
                {
                    Hash = AccusedLinks.HashOf(code),
                    NoticeId = id,
                    PlatformId = notice.PlatformId,
                    ExpiresAt = expires,
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

    private const string Use = "UPDATE counter_notice_links SET used_by = @id WHERE hash IN ";

    /// <summary>Uses up the links of these notices; one that could not be answered may be answered again.</summary>
    public static Task UseAsync(Session s, IReadOnlyList<string> codes, IReadOnlyCollection<Guid> notices, Guid id) =>
        s.ExecuteAsync($"{Use}{s.InBytes("hashes")} AND notice_id IN {s.In("notices")}", new
        {
            id, hashes = s.Bytes(codes.Select(AccusedLinks.HashOf)), notices = s.Ids(notices),
        });
}
