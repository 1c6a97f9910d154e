using System.Globalization;
using Npgsql;
using Takedown.Benchmarks.Engines;

namespace Takedown.Benchmarks.Topology;

/// <summary>
/// Multiplies the rows stored by the product inside PostgreSQL while the server is stopped, because sending five
/// million notices over HTTP would take longer than all measurements on them. Each copy repeats all rows with ids of an
/// earlier time, so that its batches are clustered as real ones would be. Columns are read from the schema; their
/// meaning is in <see cref="Expression"/>, the only place to adapt when tables change.
/// </summary>
internal sealed class Stock
{
    /// <summary>Tables with rows for each delivered notice; tables missing from the schema are skipped.</summary>
    private static readonly string[] Tables =
        [
            "batches", "batch_items", "notices", "notice_contents", "open_notices", "inbox", "clocks", "events",
            "escalations", "account_actions", "deadlines", "form_batches",
        ];

    private static readonly string[] Counters =
    [
        "compliance_hours", "compliance_handling", "compliance_now", "compliance_figures", "compliance_topics",
        "compliance_notifiers", "compliance_due", "compliance_revisions", "compliance_region_hours",
        "compliance_region_handling", "compliance_region_now", "form_counts", "compliance_refusals",
    ];

    /// <summary>Leading hexadecimal digits of a UUIDv7 that a copy changes, in units of about three days.</summary>
    private const int Front = 5;

    private readonly NpgsqlDataSource source;
    private readonly List<string> tables = [];
    private readonly List<string> fronts = [];
    private long stride, inboxStride, accountStride, eventStride;
    private int copies;

    private Stock(NpgsqlDataSource source) => this.source = source;

    /// <summary>Takes the current rows as the original to copy.</summary>
    public static async Task<Stock> OfAsync(Engine engine, CancellationToken stop)
    {
        var stock = new Stock(NpgsqlDataSource.Create(
            new NpgsqlConnectionStringBuilder(engine.ConnectionString) { CommandTimeout = 0 }.ConnectionString));
        await stock.KeepAsync(stop);
        return stock;
    }

    /// <summary>Grows the stock to the given multiple of the original.</summary>
    public async Task GrowAsync(int times, CancellationToken stop)
    {
        var before = copies + 1;
        var indexes = await ListAsync(
            $"""
            SELECT indexdef FROM pg_indexes i WHERE schemaname = 'public' AND tablename IN ({Quoted(tables)})
            AND NOT EXISTS (SELECT 1 FROM pg_constraint c WHERE c.conname = i.indexname)
            """, stop);
        foreach (var name in indexes.Select(d => d.Split(' ')).Select(w => w[Array.IndexOf(w, "INDEX") + 1]))
            await DoAsync($"DROP INDEX {name}", stop);
        var inserts = new List<string>();
        foreach (var table in tables) inserts.Add(await InsertAsync(table, stop));
        await Parallel.ForEachAsync(Enumerable.Range(before, times - before), stop, async (copy, cancel) =>
            await DoAsync(
                string.Join(';', inserts.Select(
                    i => i.Replace("{k}", copy.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal))),
                cancel));
        copies = times - 1;
        foreach (var index in indexes) await DoAsync($"SET maintenance_work_mem = '512MB'; {index}", stop);
        await CountAsync(times / before, stop);
        // Otherwise the autovacuum would run during the measurement.
        foreach (var table in tables) await DoAsync($"VACUUM (ANALYZE) {table}", stop);
        await DoAsync("CHECKPOINT", stop);
    }

    private async Task KeepAsync(CancellationToken stop)
    {
        await DoAsync("CREATE SCHEMA stock", stop);
        tables.AddRange(await ListAsync(
            $"SELECT tablename FROM pg_tables WHERE schemaname = 'public' AND tablename IN ({Quoted(Tables)})", stop));
        foreach (var table in tables) await DoAsync($"CREATE TABLE stock.{table} AS TABLE public.{table}", stop);
        fronts.AddRange(await ListAsync(
            $"SELECT DISTINCT left(id::text, {Front}) FROM (SELECT id FROM notices UNION SELECT id "
                + "FROM batches UNION SELECT id FROM escalations UNION SELECT id FROM account_actions) ids", stop));
        var times = fronts.Select(f => long.Parse(f, NumberStyles.HexNumber, CultureInfo.InvariantCulture)).ToList();
        stride = times.Max() - times.Min() + 1;
        inboxStride = await HighestAsync("inbox_seq", "platform_seqs", stop);
        accountStride = await HighestAsync("account_seq", "account_seqs", stop);
        eventStride = await HighestAsync("seq", "events", stop);
    }

    private async Task<string> InsertAsync(string table, CancellationToken stop)
    {
        var columns = await ListAsync(
            $"SELECT column_name || ' ' || udt_name FROM information_schema.columns "
                + $"WHERE table_schema = 'public' AND table_name = '{table}' ORDER BY ordinal_position", stop);
        var pairs = columns.Select(c => c.Split(' '))
            .Select(c => (Name: c[0], Value: Expression(table, c[0], c[1]))).ToList();
        return $"INSERT INTO public.{table} ({string.Join(", ", pairs.Select(p => p.Name))}) OVERRIDING SYSTEM VALUE "
            + $"SELECT {string.Join(", ", pairs.Select(p => p.Value))} FROM stock.{table}";
    }

    /// <summary>The SQL expression of a column in copy <c>{k}</c>.</summary>
    private string Expression(string table, string column, string type) => (column, type) switch
    {
        ("id" or "notice_id" or "batch_id" or "account_action_id" or "owner_id", "uuid") => Moved(column),
        // Concatenated ids of 16 bytes each.
        ("notices", "bytea") => $"(SELECT string_agg(uuid_send({Moved("one")}), ''::bytea ORDER BY at) "
            + "FROM (SELECT encode(substr(notices, at * 16 + 1, 16), 'hex')::uuid AS one, at "
            + "FROM generate_series(0, length(notices) / 16 - 1) AS at) AS ids)",
        ("open_key", _) => $"decode(md5({column} || int4send({{k}})), 'hex')",
        ("idempotency_key", _) => $"{column} || '-{{k}}'",
        ("seq", _) => $"seq + {{k}} * "
            + $"{(table == "events" ? eventStride : table == "account_actions" ? accountStride : inboxStride)}",
        ("trail", "text") => $"coalesce((SELECT string_agg((one::bigint + {{k}} * {eventStride})::text, ',' "
            + "ORDER BY at) FROM unnest(string_to_array(trail, ',')) WITH ORDINALITY AS each(one, at)), '')",
        ("facts", "text") => fronts.Aggregate(
            column, (text, front) => $"replace({text}, '\"n\":\"{front}', '\"n\":\"' || {MovedFront($"'{front}'")})"),
        _ => column,
    };

    private string Moved(string id) =>
        $"({MovedFront($"left({id}::text, {Front})")} || substr({id}::text, {Front + 1}))::uuid";

    private string MovedFront(string front) =>
        $"lpad(to_hex(('x' || {front})::bit({Front * 4})::bigint - {{k}} * {stride}), {Front}, '0')";

    /// <summary>
    /// Multiplies the counters, and sets the projector's cursor after the copied events, which are already counted.
    /// </summary>
    private async Task CountAsync(int factor, CancellationToken stop)
    {
        foreach (var table in Counters)
        {
            var numbers = await ListAsync(
                $"""
                SELECT column_name FROM information_schema.columns c
                WHERE table_schema = 'public' AND table_name = '{table}' AND data_type = 'bigint'
                AND NOT EXISTS (SELECT 1 FROM information_schema.key_column_usage k
                                WHERE k.table_name = c.table_name AND k.column_name = c.column_name)
                """, stop);
            await DoAsync(
                $"UPDATE {table} SET {string.Join(", ", numbers.Select(n => $"{n} = {n} * {factor}"))}", stop);
        }
        await DoAsync($"UPDATE platform_seqs SET inbox_seq = {inboxStride} * {copies + 1}", stop);
        await DoAsync($"UPDATE account_seqs SET account_seq = {accountStride} * {copies + 1}", stop);
        await DoAsync(
            "UPDATE projections SET (tx, seq) = (SELECT tx, seq FROM events ORDER BY tx DESC, seq DESC LIMIT 1)", stop);
        await DoAsync("SELECT setval(pg_get_serial_sequence('events', 'seq'), (SELECT MAX(seq) FROM events))", stop);
    }

    private async Task<long> HighestAsync(string column, string table, CancellationToken stop) =>
        long.Parse(
            (await ListAsync($"SELECT MAX({column})::text FROM {table}", stop))[0], CultureInfo.InvariantCulture);

    private static string Quoted(IEnumerable<string> names) => string.Join(", ", names.Select(n => $"'{n}'"));

    private async Task DoAsync(string sql, CancellationToken stop)
    {
        await using var command = source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync(stop);
    }

    private async Task<List<string>> ListAsync(string sql, CancellationToken stop)
    {
        await using var command = source.CreateCommand(sql);
        await using var reader = await command.ExecuteReaderAsync(stop);
        var values = new List<string>();
        while (await reader.ReadAsync(stop)) values.Add(reader.GetString(0));
        return values;
    }
}
