using System.Globalization;
using Takedown.Contracts;
using Takedown.Core.Regimes;
using Takedown.Server.Notices;
using Takedown.Server.Registry;
using Takedown.Storage;

namespace Takedown.Server.Intake;

/// <summary>
/// Computes the keys of open notices anew after an upgrade that changed how targets and works are compared, and the
/// functions of notices whose regime has a table by ip type. In steps, so that a stopped server goes on where it was;
/// processes that start together take turns.
/// </summary>
internal sealed class OpenKeyRenewal(Database database, ILogger<OpenKeyRenewal> log)
{
    private const int AtOnce = 500;

    private const string Position = "SELECT value FROM settings WHERE name = 'open-keys'";

    private const string Next =
        """
        SELECT n.id, n.claimant_id, n.platform_id, n.regime, n.target, n.open_key, c.content,
            COALESCE((SELECT o.barred FROM open_notices o WHERE o.open_key = n.open_key AND o.notice_id = n.id), 0)
                AS barred
        FROM notices n JOIN notice_contents c ON c.notice_id = n.id
        WHERE n.id > @after AND (n.open_key IS NOT NULL OR n.regime IN ('cn-ecommerce', 'eu-dsa'))
        ORDER BY n.id LIMIT @take
        """;

    private static readonly Table<Renewed> FormerKeys =
        new("open_notices", [new("open_key", ColumnType.Bytes, r => r.Notice.OpenKey, Key: true)]);

    private static readonly Table<Renewed> Open = new("open_notices",
    [
        new("notice_id", ColumnType.Id, r => r.Notice.Id),
        new("open_key", ColumnType.Bytes, r => r.Key),
        new("barred", ColumnType.Number, r => r.Notice.Barred ? 1 : 0),
    ]);

    private static readonly Table<Renewed> Keys = new("notices",
    [
        new("id", ColumnType.Id, r => r.Notice.Id, Key: true),
        new("open_key", ColumnType.Bytes, r => r.Key),
    ]);

    private static readonly Table<Renewed> Functions = new("notices",
    [
        new("id", ColumnType.Id, r => r.Notice.Id, Key: true),
        new("function", ColumnType.Text, r => r.Function),
    ]);

    public async Task RunAsync(CancellationToken cancellation)
    {
        var renewed = 0;
        while (await database.WriteAsync(StepAsync, cancellation) is { } step) renewed += step;
        if (renewed > 0) log.LogInformation("The keys of {Count} open notices were computed anew.", renewed);
    }

    /// <returns>The number of keys that changed; null if nothing is left.</returns>
    private async Task<int?> StepAsync(Session s)
    {
        await s.LockAsync("open keys");
        if (await s.FirstAsync<string>(Position) is not { } position) return null;
        var after = Guid.Parse(position, CultureInfo.InvariantCulture);
        if (after == Guid.Empty) await RenewBarsAsync(s);
        var notices = await s.QueryAsync<OpenNotice>(
            $"{Next} {database.Dialect.ForUpdate}", new { after, take = AtOnce });
        var regimes = new RegimeSet(await PolicyStore.RegimesAsync(s)).ByCode;
        List<Renewed> renewed = [.. notices.Select(n => Renew(n, regimes.GetValueOrDefault(n.Regime)))];
        List<Renewed> changed = [.. renewed.Where(r => !r.Key.AsSpan().SequenceEqual(r.Notice.OpenKey))];
        await s.DeleteAsync(FormerKeys, changed);
        var isFirst = await s.InsertNewAsync(Open, changed);
        // Two notices that are one now: both stay, and what is sent again is a duplicate of the one with the key.
        await s.ChangeAsync(Keys, [.. changed.Select((r, i) => isFirst[i] ? r : r with { Key = null })]);
        await s.ChangeAsync(Functions, [.. renewed.Where(r => r.Function is not null)]);
        if (notices.Count < AtOnce) await s.ExecuteAsync("DELETE FROM settings WHERE name = 'open-keys'");
        else await s.ExecuteAsync(
            "UPDATE settings SET value = @last WHERE name = 'open-keys'", new { last = notices[^1].Id.ToString() });
        return changed.Count;
    }

    private const string Bars =
        """
        SELECT n.id, o.open_key, 1 AS barred FROM open_notices o JOIN notices n ON n.id = o.notice_id
        WHERE o.barred = 1 AND n.open_key IS NULL
        """;

    /// <summary>What bars another notice is in no column of its own, which is no longer open.</summary>
    private static async Task RenewBarsAsync(Session s)
    {
        var bars = await s.QueryAsync<OpenNotice>(Bars);
        if (bars.Count == 0) return;
        var keys = await OpenKeys.OfAsync(s, [.. bars.Select(b => b.Id)]);
        List<Renewed> renewed = [.. bars.Select(b => new Renewed(b, keys[b.Id], null))];
        await s.DeleteAsync(FormerKeys, renewed);
        await s.InsertAsync(Open, renewed, "DO NOTHING");
    }

    private static Renewed Renew(OpenNotice notice, Regime? regime)
    {
        var content = StoredJson.ReadNotice(notice.Content);
        var key = notice.OpenKey is null ? null
            : OpenKeys.Of(notice.ClaimantId, notice.PlatformId, content, notice.Target);
        var function = regime?.FunctionOf(content.IpType);
        return new(notice, key, function == regime?.Function ? null : function);
    }

    private sealed record Renewed(OpenNotice Notice, byte[]? Key, string? Function);

    private sealed record OpenNotice
    {
        public Guid Id { get; init; }
        public Guid ClaimantId { get; init; }
        public Guid PlatformId { get; init; }
        public string Regime { get; init; } = "";
        public string Target { get; init; } = "";
        public byte[]? OpenKey { get; init; }
        /// <summary>Whether it bars another for the same material.</summary>
        public bool Barred { get; init; }
        public string Content { get; init; } = "";
    }
}
