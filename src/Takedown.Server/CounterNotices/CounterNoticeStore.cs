using System.Text.Json;
using Takedown.Contracts;
using Takedown.Contracts.Json;
using Takedown.Server.Hosting;
using Takedown.Server.Notices;
using Takedown.Storage;

namespace Takedown.Server.CounterNotices;

/// <summary>Stores counter-notices with who the accused is sealed.</summary>
internal sealed class CounterNoticeStore(SecretBox box)
{
    public async Task AddAsync(
        Session s, Guid id, CounterNoticeInput input, bool byLink, DateTimeOffset now,
        IReadOnlyList<CounterNoticeItemRow> items)
    {
        await s.InsertAsync(CounterNoticeRow.Table,
        [
            new CounterNoticeRow
            {
                Id = id,
                FiledAt = now,
                ByLink = byLink,
                Accused = box.Protect(JsonSerializer.Serialize(
                    new CounterNoticeInput { Accused = input.Accused, Signature = input.Signature },
                    TakedownJson.Default.CounterNoticeInput)),
                Content = JsonSerializer.Serialize(
                    input with { Accused = null, Signature = null, Links = null, NoticeIds = null },
                    TakedownJson.Default.CounterNoticeInput),
            },
        ]);
        await s.InsertAsync(CounterNoticeItemRow.Table, items);
    }

    /// <summary>Who the accused is, as it named itself; nobody where that is forgotten.</summary>
    public (AccusedParty Accused, string? Signature) AccusedOf(CounterNoticeRow row)
    {
        if (row.Accused.Length == 0) return (new(), null);
        var who = JsonSerializer.Deserialize(box.Unprotect(row.Accused)!, TakedownJson.Default.CounterNoticeInput)!;
        return (who.Accused!, who.Signature);
    }

    public static CounterNoticeInput ContentOf(CounterNoticeRow row) =>
        JsonSerializer.Deserialize(row.Content, TakedownJson.Default.CounterNoticeInput)!;

    private static readonly Comparer<byte[]> KeyOrder =
        Comparer<byte[]>.Create((one, other) => one.AsSpan().SequenceCompareTo(other));

    private const string Filed = "SELECT notice_id FROM counter_notice_items WHERE notice_id IN ";

    /// <summary>Which of these notices have one.</summary>
    public static async Task<HashSet<Guid>> FiledAsync(Session s, IReadOnlyCollection<Guid> notices) =>
        [.. await s.QueryAsync<Guid>(Filed + s.In("ids"), new { ids = s.Ids(notices) })];

    private const string Of =
        """
        SELECT notice_id, counter_notice_id, claimant_id, platform_id, regime, stops FROM counter_notice_items
        WHERE notice_id = @id
        """;

    /// <summary>The counter-notice against a notice that the caller has locked; null if there is none.</summary>
    public static Task<CounterNoticeItemRow?> ItemOfAsync(Session s, Guid id) =>
        s.FirstAsync<CounterNoticeItemRow>(Of, new { id });

    private const string Bar =
        """
        INSERT INTO open_notices (open_key, notice_id, barred) VALUES (@key, @id, 1)
        ON CONFLICT (open_key) DO UPDATE SET barred = 1, notice_id = excluded.notice_id
        """;

    private const string Lift = "DELETE FROM open_notices WHERE open_key = @key AND notice_id = @id AND barred = 1";

    /// <summary>Allows another notice for the material of this one.</summary>
    public static async Task LiftBarAsync(Session s, Guid id)
    {
        foreach (var (_, key) in await OpenKeys.OfAsync(s, [id])) await s.ExecuteAsync(Lift, new { id, key });
    }

    /// <summary>Bars a second notice of the claimant for the same material (条例 17).</summary>
    public static async Task BarAsync(Session s, IEnumerable<(Guid Id, byte[] Key)> notices)
    {
        // In the order of the keys, as intake takes them.
        foreach (var (id, key) in notices.OrderBy(n => n.Key, KeyOrder)) await s.ExecuteAsync(Bar, new { id, key });
    }
}
