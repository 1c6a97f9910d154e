using Takedown.Storage;

namespace Takedown.Server.Delivery;

/// <summary>
/// Notices of one pushed platform that are made available together. A notice that is delivered before leaves its row,
/// which is found out of date when it is due.
/// </summary>
internal sealed record OfferRow
{
    public DateTimeOffset Due { get; init; }
    public Guid Id { get; init; }
    public Guid PlatformId { get; init; }
    public byte[] Notices { get; init; } = [];
}

/// <summary>The table <c>offers</c>: when failing pushes become available in the pull inbox.</summary>
internal sealed class OfferStore(Ids ids)
{
    private static readonly Table<OfferRow> Table = new("offers",
    [
        new("due", ColumnType.Instant, o => o.Due, Key: true),
        new("id", ColumnType.Id, o => o.Id, Key: true),
        new("platform_id", ColumnType.Id, o => o.PlatformId),
        new("notices", ColumnType.Bytes, o => o.Notices),
    ]);

    private static readonly Table<OfferRow> Keys = new("offers", [.. Table.Columns.Where(c => c.Key)]);

    /// <summary>Schedules notices of one platform.</summary>
    public Task AddAsync(Session s, Guid platformId, IEnumerable<(Guid Notice, DateTimeOffset Due)> offers) =>
        s.InsertAsync(Table, [.. offers.GroupBy(o => o.Due).SelectMany(same => same.Chunk(IdSet.MaxIds)
            .Select(set => new OfferRow
            {
                Due = same.Key,
                Id = ids.Next(),
                PlatformId = platformId,
                Notices = IdSet.Pack([.. set.Select(o => o.Notice)]),
            }))]);

    private const string Due =
        "SELECT due, id, platform_id, notices FROM offers WHERE due <= @now ORDER BY due, id LIMIT @take";

    /// <summary>
    /// Takes due rows in the transaction that handles their notices. Concurrent sweeps get different rows.
    /// </summary>
    public static async Task<IReadOnlyList<OfferRow>> TakeDueAsync(
        Session s, string skipLocked, DateTimeOffset now, int take)
    {
        var rows = await s.QueryAsync<OfferRow>($"{Due} {skipLocked}", new { now, take });
        await s.DeleteAsync(Keys, rows);
        return rows;
    }

    /// <summary>Makes what waits for a platform due now.</summary>
    public static Task HastenAsync(Session s, Guid platformId, DateTimeOffset now) =>
        s.ExecuteAsync(
            "UPDATE offers SET due = @now WHERE platform_id = @platformId AND due > @now", new { platformId, now });
}
