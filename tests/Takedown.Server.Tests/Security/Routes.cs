using Takedown.Server.Tests.Harness;

namespace Takedown.Server.Tests.Security;

/// <summary>
/// Every route and who may call it: written down here a second time, so that opening one by mistake shows.
/// </summary>
public static class Routes
{
    private const string Everybody = "operator claimant platform regulator";
    private const string Readers = "regulator operator";

    private static readonly (string Method, string Path, string Kinds)[] Table =
    [
        ("POST", "/v1/organisations", "operator"),
        ("GET", "/v1/organisations", "operator"),
        ("GET", "/v1/organisations/{id}", Everybody),
        ("PATCH", "/v1/organisations/{id}", "operator"),
        ("POST", "/v1/organisations/{id}/keys", Everybody),
        ("GET", "/v1/organisations/{id}/keys", Everybody),
        ("POST", "/v1/organisations/{id}/people", Everybody),
        ("GET", "/v1/organisations/{id}/people", Everybody),
        ("GET", "/v1/people/{id}", Everybody),
        ("PATCH", "/v1/people/{id}", Everybody),
        ("DELETE", "/v1/people/{id}", Everybody),
        ("POST", "/v1/people/{id}/keys", Everybody),
        ("GET", "/v1/people/{id}/keys", Everybody),
        ("GET", "/v1/me", Everybody),
        ("POST", "/v1/me/keys", Everybody),
        ("DELETE", "/v1/keys/{id}", Everybody),
        ("POST", "/v1/organisations/{id}/erasure", "operator"),
        ("POST", "/v1/organisations/{id}/webhook-secret", "operator platform"),
        ("GET", "/v1/policies", Everybody),
        ("GET", "/v1/policies/{code}", Everybody),
        ("PUT", "/v1/policies/{code}", "operator"),
        ("GET", "/v1/calendars", Everybody),
        ("GET", "/v1/calendars/{code}", Everybody),
        ("PUT", "/v1/calendars/{code}", "operator"),
        ("GET", "/v1/regimes", Everybody),
        ("GET", "/v1/reason-codes", Everybody),
        ("GET", "/v1/audit", Everybody),
        ("POST", "/v1/batches", "claimant"),
        ("GET", "/v1/batches/{id}", "claimant operator"),
        ("GET", "/v1/batches/{id}/results", "claimant operator"),
        ("GET", "/v1/notices", "claimant operator"),
        ("GET", "/v1/notices/{id}", Everybody),
        ("GET", "/v1/notices/{id}/timeline", Everybody),
        ("POST", "/v1/notices/{id}/withdrawal", "claimant"),
        ("POST", "/v1/notices/{id}/supplement", "claimant"),
        ("GET", "/v1/events", "claimant platform"),
        ("GET", "/v1/events/stream", "claimant platform"),
        ("GET", "/v1/inbox", "platform"),
        ("POST", "/v1/inbox/responses", "platform"),
        ("GET", "/v1/account-actions", "platform"),
        ("POST", "/v1/account-actions/responses", "platform"),
        ("GET", "/v1/escalations", Readers),
        ("GET", "/v1/escalations/by-platform", Readers),
        ("GET", "/v1/escalations/{id}", Readers),
        ("GET", "/v1/compliance/overview", Readers),
        ("GET", "/v1/compliance/platforms", Readers),
        ("GET", "/v1/compliance/platforms/{id}", Readers),
        ("GET", "/v1/compliance/trend", Readers),
        ("GET", "/v1/operations/unrouted", "operator"),
        ("POST", "/v1/operations/deliveries/retry", "operator"),
        ("GET", "/v1/operations/dead-letters", "operator"),
        ("POST", "/v1/operations/dead-letters/redrive", "operator"),
        ("DELETE", "/v1/operations/dead-letters/{id}", "operator"),
        ("POST", "/v1/sandbox/clock", Everybody),
    ];

    public static TheoryData<string, string, string> All
    {
        get
        {
            var data = new TheoryData<string, string, string>();
            foreach (var (method, path, kinds) in Table) data.Add(method, path, kinds);
            return data;
        }
    }

    public static IEnumerable<string> Names => Table.Select(r => $"{r.Method} {r.Path}");

    public static Task<Answer> CallAsync(Api api, string method, string path)
    {
        path = path.Replace("{id}", "019a0000-0000-7000-8000-000000000000", StringComparison.Ordinal)
            .Replace("{code}", "NOBODY", StringComparison.Ordinal);
        // A bad cursor ends the endless ones.
        if (path.EndsWith("/stream", StringComparison.Ordinal)) path += "?after=x";
        return method is "GET" or "DELETE"
            ? api.SendAsync(new HttpRequestMessage(new HttpMethod(method), path))
            : api.SendAsync(new HttpMethod(method), path, "[]", "application/json");
    }
}
