using Microsoft.AspNetCore.Http.HttpResults;
using Takedown.Contracts;
using Takedown.Server.Connectors;
using Takedown.Server.Connectors.Webhook;
using Takedown.Server.Http;
using Takedown.Server.Notices;
using Takedown.Server.Registry;
using Takedown.Storage;

namespace Takedown.Server.Delivery;

/// <summary>How the pushes to a platform are going, for the platform and the operator.</summary>
internal static class ConnectorHealthApi
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/v1/organisations/{id:guid}/connector", GetAsync).WithTags("Platform")
            .For(OrganisationKind.Platform, OrganisationKind.Operator).Scope(KeyScope.Read)
            .Describe("getConnector", "Read how the pushes to a platform are going",
                "What waits, what failed last and why, and when it is tried again. For the platform itself and the "
                + "operator.")
            .Answers<ConnectorHealth>().Fails(404);

    private static async Task<Results<Ok<ConnectorHealth>, ProblemHttpResult>> GetAsync(
        Guid id, HttpContext http, ConnectorFailures failures, RegistryCache registryCache)
    {
        var registry = await registryCache.GetAsync(http.Caller().Registry, http.RequestAborted);
        return http.Caller().Sees(id) && registry.Platforms.TryGetValue(id, out var platform)
            ? TypedResults.Ok(await failures.ReadAsync(platform, Language.Of(http))) : Problems.NotFound(http);
    }
}

/// <summary>What waits for a platform and what failed.</summary>
internal sealed class ConnectorFailures(Database database, IEnumerable<MessageKind> kinds)
{
    private const int Most = 20;

    private readonly Dictionary<EventKind, string> types = kinds.ToDictionary(k => k.Kind, k => k.Type);

    private const string Waiting =
        """
        SELECT COALESCE(SUM(size), 0) AS waiting,
            COALESCE(SUM(CASE WHEN failed = 1 THEN size ELSE 0 END), 0) AS failing,
            MIN(CASE WHEN failed = 1 AND next_due_at < @parked THEN next_due_at END) AS next_at
        FROM dispatches WHERE platform_id = @id
        """;

    private const string Messages = "SELECT COUNT(*) FROM platform_messages WHERE platform_id = @id";

    private const string Failed =
        """
        SELECT kind, at, failures, code, next_at FROM platform_messages
        WHERE platform_id = @id AND failures > 0 ORDER BY id LIMIT @most
        """;

    /// <summary>Of the latest events: a platform without failures is not searched to its first day.</summary>
    private static readonly string Latest =
        $"""
        SELECT CAST(seq AS TEXT) FROM (
            SELECT tx, seq, kind FROM events WHERE platform_id = @id ORDER BY tx DESC, seq DESC LIMIT 1000) AS latest
        WHERE kind = {EventKind.DeliveryFailed:D} ORDER BY tx DESC, seq DESC LIMIT @most
        """;

    public Task<ConnectorHealth> ReadAsync(Organisation platform, string language) => database.ReportAsync(async s =>
    {
        var waiting = (await s.FirstAsync<WaitingRow>(Waiting, new { id = platform.Id, parked = OutboxStore.Parked }))!;
        var failed = await s.QueryAsync<FailedRow>(Failed, new { id = platform.Id, most = Most });
        var latest = await EventStore.ByIdsAsync(
            s, string.Join(',', await s.QueryAsync<string>(Latest, new { id = platform.Id, most = Most })));
        return new ConnectorHealth
        {
            Kind = platform.Connector!.Value,
            Disabled = platform.DisabledAt is { } at ? new() { At = at, Reason = platform.DisabledReason! } : null,
            Waiting = waiting.Waiting,
            Failing = waiting.Failing,
            NextAt = waiting.NextAt,
            Messages = await s.FirstAsync<long>(Messages, new { id = platform.Id }),
            Failures = [.. latest.Reverse().SelectMany(e => Of(e, language)).Take(Most)],
            FailedMessages = [.. failed.Select(f => new MessageFailure
            {
                Type = types.GetValueOrDefault(f.Kind, ""),
                At = f.At,
                Attempts = f.Failures,
                Code = f.Code,
                Message = WebhookResults.Text(f.Code, language),
                NextAt = f.NextAt,
            })],
        };
    });

    private static IEnumerable<PushFailure> Of(EventRow failed, string language) => failed.Entries
        .GroupBy(e => e.Reason?.Code ?? "")
        .Select(same => new PushFailure
        {
            At = failed.At,
            Code = same.Key,
            Message = WebhookResults.Text(same.Key, language),
            Notices = same.Count(),
            NoticeId = same.First().Id,
        });

    private sealed record WaitingRow
    {
        public long Waiting { get; init; }
        public long Failing { get; init; }
        public DateTimeOffset? NextAt { get; init; }
    }

    private sealed record FailedRow
    {
        public EventKind Kind { get; init; }
        public DateTimeOffset At { get; init; }
        public int Failures { get; init; }
        public string Code { get; init; } = "";
        public DateTimeOffset NextAt { get; init; }
    }
}
