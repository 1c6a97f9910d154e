using Takedown.Storage;

namespace Takedown.Server.Subscriptions;

/// <summary>The table <c>subscription_deliveries</c>.</summary>
internal sealed class DeliveryStore(Database database)
{
    /// <summary>What was delivered stays listed for so long.</summary>
    private static readonly TimeSpan Kept = TimeSpan.FromDays(30);

    private const string Columns =
        """
        id, subscription_id, from_tx, from_seq, from_taken, tx, seq, taken, span, types, events, attempts, code,
        last_at, created_at, delivered_at, resend
        """;

    private const string Insert =
        $"""
        INSERT INTO subscription_deliveries ({Columns})
        VALUES (@Id, @SubscriptionId, @FromTx, @FromSeq, @FromTaken, @Tx, @Seq, @Taken, @Span, @Types, @Events, 0,
            NULL, NULL, @CreatedAt, NULL, 0)
        ON CONFLICT (id) DO NOTHING
        """;

    private const string Forget =
        """
        DELETE FROM subscription_deliveries
        WHERE subscription_id = @SubscriptionId AND created_at < @since AND delivered_at IS NOT NULL AND resend = 0
        """;

    public static async Task AddAsync(Session s, DeliveryRow made)
    {
        await s.ExecuteAsync(Insert, new
        {
            made.Id, made.SubscriptionId, made.FromTx, made.FromSeq, made.FromTaken, made.Tx, made.Seq, made.Taken,
            made.Span, made.Types, made.Events, made.CreatedAt,
        });
        await s.ExecuteAsync(Forget, new { made.SubscriptionId, since = made.CreatedAt - Kept });
    }

    private const string Page =
        $"""
        SELECT {Columns} FROM subscription_deliveries WHERE subscription_id = @subscription AND id < @before
        ORDER BY id DESC LIMIT @take
        """;

    public Task<IReadOnlyList<DeliveryRow>> BeforeAsync(Guid subscription, Guid before, int take) =>
        database.ReadAsync(s => s.QueryAsync<DeliveryRow>(Page, new { subscription, before, take }));

    private const string ById =
        $"SELECT {Columns} FROM subscription_deliveries WHERE id = @id AND subscription_id = @subscription";

    public static Task<DeliveryRow?> FindAsync(Session s, Guid id, Guid subscription) =>
        s.FirstAsync<DeliveryRow>(ById, new { id, subscription });

    private const string Open =
        $"""
        SELECT {Columns} FROM subscription_deliveries
        WHERE subscription_id = @subscription AND (delivered_at IS NULL OR resend = 1) ORDER BY id
        """;

    /// <summary>What is asked for once more, and what has not been delivered, oldest first.</summary>
    public static Task<IReadOnlyList<DeliveryRow>> OpenAsync(Session s, Guid subscription) =>
        s.QueryAsync<DeliveryRow>(Open, new { subscription });

    private const string AskAgain =
        """
        UPDATE subscription_deliveries SET resend = 1
        WHERE id = @id AND subscription_id = @subscription AND delivered_at IS NOT NULL
        """;

    private const string Hasten =
        "UPDATE subscriptions SET next_at = @now WHERE id = @subscription AND next_at > @now";

    /// <summary>Has a delivery sent once more, or an undelivered one now instead of after its pause.</summary>
    public static async Task AskAgainAsync(Session s, Guid id, Guid subscription, DateTimeOffset now)
    {
        await s.ExecuteAsync(AskAgain, new { id, subscription });
        await s.ExecuteAsync(Hasten, new { subscription, now });
    }

    private const string Tried =
        """
        UPDATE subscription_deliveries
        SET attempts = @attempts, code = @code, last_at = @now, delivered_at = @delivered, resend = 0 WHERE id = @Id
        """;

    /// <param name="s">The transaction.</param>
    /// <param name="tried">The delivery before the attempt.</param>
    /// <param name="code">Code of the failure; null for a success.</param>
    /// <param name="now">When it ended.</param>
    public static Task TriedAsync(Session s, DeliveryRow tried, string? code, DateTimeOffset now) => s.ExecuteAsync(
        Tried, new
        {
            tried.Id, attempts = tried.Attempts + 1, code, now,
            delivered = tried.DeliveredAt ?? (code is null ? now : (DateTimeOffset?)null),
        });
}
