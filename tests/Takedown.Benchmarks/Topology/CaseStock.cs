using System.Globalization;
using Npgsql;
using Takedown.Benchmarks.Engines;

namespace Takedown.Benchmarks.Topology;

/// <summary>
/// Cases inside PostgreSQL, each with three steps and a lead: ten thousand a year, the further ones in the years
/// before. A quarter each has the body of the country, of the platforms' and of the claimants' province; the rest is of
/// counties that have no body here.
/// </summary>
internal sealed class CaseStock(Engine engine, IReadOnlyList<Guid> bodies)
{
    public const int First = 10_000;

    private static readonly string Cases =
        $$"""
        CREATE TEMPORARY TABLE made AS SELECT i, at,
            (lpad(to_hex(at), 12, '0') || '7' || substr(md5('case' || i), 1, 3) || '8'
                || substr(md5('case' || i), 4, 15))::uuid AS id,
            CASE i % 4 WHEN 0 THEN @country WHEN 1 THEN @platforms WHEN 2 THEN @claimants
                ELSE md5('body' || i / 4 % 100)::uuid END AS body,
            CASE i % 4 WHEN 0 THEN 'CN' WHEN 1 THEN 'CN-110000' WHEN 2 THEN 'CN-310000'
                ELSE 'CN-530' || 101 + i / 4 % 100 END AS region,
            CASE WHEN i / 4 % 10 < 7 THEN 12 WHEN i / 4 % 10 = 7 THEN 3 WHEN i / 4 % 10 = 8 THEN 5 ELSE 1 END AS state
        FROM (SELECT i, @now - (i + 1) * 3153600::bigint AS at FROM generate_series(@from, @before - 1) AS i) times;
        INSERT INTO cases (id, no, title, body_id, region, function, ip_type, state, opened_at, filed_at, closed_at,
            content)
        SELECT id, 'stock-' || i, 'Case ' || i, body, region, 'copyright', 'copyright', state, at, at + {{Day}},
            CASE WHEN state = 12 THEN at + 30 * {{Day}} END, '{"parties":[{"name":"Site ' || i || '"}],"targets":[]}'
        FROM made;
        INSERT INTO case_steps (id, case_id, body_id, kind, state, effective_at, due, fulfilled_at, fine_fen, content)
        SELECT md5('step' || kind || id)::uuid, id, body, kind, 1, at + kind * {{Day}},
            CASE WHEN kind = 2 THEN at + 10 * {{Day}} END,
            CASE WHEN kind = 2 AND state <> 5 THEN at + 9 * {{Day}} END, CASE WHEN kind = 8 THEN 100000 ELSE 0 END, '{}'
        FROM made CROSS JOIN (VALUES (0), (2), (8)) AS kinds (kind);
        INSERT INTO leads (id, source, channel, status, body_id, first_body_id, region, function, routed_by, ip_type,
            is_cross_border, received_at, created_at, accepted_by, accepted_at, case_id, content)
        SELECT md5('lead' || id)::uuid, 1, i % 5, 1, body, body, region, 'copyright', 'place', 'copyright', 0, at, at,
            body, at, id, '{}'
        FROM made;
        DROP TABLE made
        """;

    private const string Day = "86400000::bigint";

    private int stored;

    /// <summary>Grows the stock to so many cases, and leaves the tables as the autovacuum would.</summary>
    public async Task GrowAsync(int cases, CancellationToken stop)
    {
        await using var source = NpgsqlDataSource.Create(
            new NpgsqlConnectionStringBuilder(engine.ConnectionString) { CommandTimeout = 0 }.ConnectionString);
        await using var connection = await source.OpenConnectionAsync(stop);
        foreach (var statement in Cases.Split(";\n"))
        {
            await using var command = new NpgsqlCommand(statement, connection);
            if (statement.Contains('@', StringComparison.Ordinal)) Bind(command, cases);
            await command.ExecuteNonQueryAsync(stop);
        }
        foreach (var table in new[] { "cases", "case_steps", "leads" })
        {
            await using var vacuum = new NpgsqlCommand(
                string.Create(CultureInfo.InvariantCulture, $"VACUUM (ANALYZE) {table}"), connection);
            await vacuum.ExecuteNonQueryAsync(stop);
        }
        stored = cases;
    }

    private void Bind(NpgsqlCommand command, int cases)
    {
        command.Parameters.AddWithValue("from", stored);
        command.Parameters.AddWithValue("before", cases);
        command.Parameters.AddWithValue("now", TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds());
        command.Parameters.AddWithValue("country", bodies[0]);
        command.Parameters.AddWithValue("platforms", bodies[1]);
        command.Parameters.AddWithValue("claimants", bodies[2]);
    }
}
