namespace Takedown.Server.Tests.Security.Matrix;

/// <summary>
/// Every operation, who may call it, and whose its object is. A new operation or parameter belongs here, with what a
/// stranger must not reach through it.
/// </summary>
internal static class Operations
{
    private const string All = "operator claimant platform regulator";
    private const string Readers = "operator regulator";
    private const string Feed = "after limit wait";
    private const string Once = "Idempotency-Key";
    private const string Person = """{"name":"Intruder","role":"reader"}""";
    private const string Policy = """{"name":"Intruder"}""";

    public static readonly IReadOnlyList<Operation> List =
    [
        new("GET /v1/audit", All, "read", "", "after limit !organisation person act object from to"),
        new("POST /v1/organisations", "operator", "register", "", Once, """{"kind":"claimant","name":"Intruder"}"""),
        new("GET /v1/organisations", "operator", "read", "", "kind after limit"),
        new("GET /v1/organisations/{id}", All, "read", "organisation"),
        new("PATCH /v1/organisations/{id}", "operator", "register", "organisation", "", """{"name":"Intruder"}"""),
        new("POST /v1/organisations/{id}/erasure", "operator", "register", "organisation"),
        new("POST /v1/organisations/{id}/webhook-secret", "operator platform", "register", "organisation", Once),
        new("POST /v1/organisations/{id}/people", All, "register", "organisation", Once, Person),
        new("GET /v1/organisations/{id}/people", All, "read", "organisation", "after limit"),
        new("POST /v1/organisations/{id}/keys", All, "register", "organisation", Once, """{"name":"intruder"}"""),
        new("GET /v1/organisations/{id}/keys", All, "read", "organisation"),
        new("GET /v1/people/{id}", All, "read", "person"),
        new("PATCH /v1/people/{id}", All, "register", "person", "", """{"name":"Intruder"}"""),
        new("DELETE /v1/people/{id}", All, "register", "person"),
        new("POST /v1/people/{id}/keys", All, "register", "person", Once, """{"name":"intruder"}"""),
        new("GET /v1/people/{id}/keys", All, "read", "person"),
        new("DELETE /v1/keys/{id}", All, "any", "key"),
        new("GET /v1/me", All, "any"),
        new("POST /v1/me/keys", All, "any", "", Once, """{"name":"intruder"}"""),
        new("GET /v1/policies", All, "read"),
        new("GET /v1/policies/{code}", All, "read", "policy", "version"),
        new("PUT /v1/policies/{code}", "operator", "operate", "policy", "", Policy),
        new("GET /v1/calendars", All, "read"),
        new("GET /v1/calendars/{code}", All, "read", "calendar"),
        new("PUT /v1/calendars/{code}", "operator", "operate", "calendar", "", Policy),
        new("GET /v1/regimes", All, "read"),
        new("GET /v1/reason-codes", All, "read"),
        new("GET /v1/limits", "operator", "read"),
        new("PUT /v1/limits", "operator", "operate", "", "", """{"streams":77}"""),
        new("GET /v1/organisations/{id}/limits", All, "read", "organisation"),
        new("PUT /v1/organisations/{id}/limits", "operator", "operate", "organisation", "", """{"streams":77}"""),
        new("DELETE /v1/organisations/{id}/limits", "operator", "operate", "organisation"),
        new("GET /v1/usage", All, "read"),
        new("POST /v1/batches", "claimant", "send", "", $"dryRun {Once}", """{"notices":[]}"""),
        new("GET /v1/batches/{id}", "operator claimant", "read", "batch"),
        new("GET /v1/batches/{id}/results", "operator claimant", "read", "batch", "after limit status format"),
        new("GET /v1/notices", "operator claimant", "read", "", "after limit state platform batch delivery"),
        new("GET /v1/notices/{id}", All, "read", "notice"),
        new("GET /v1/notices/{id}/timeline", All, "read", "notice"),
        new("POST /v1/notices/{id}/withdrawal", "claimant", "send", "notice", "", """{"reason":"Intruder"}"""),
        new("POST /v1/notices/{id}/supplement", "claimant", "send", "notice", "", """{"text":"Intruder"}"""),
        new("GET /v1/events", "claimant platform", "read", "", Feed),
        new("GET /v1/events/stream", "claimant platform", "read", "", "after"),
        new("GET /v1/inbox", "platform", "read", "", Feed),
        new("POST /v1/inbox/responses", "platform", "respond", "", "", """{"responses":[]}"""),
        new("GET /v1/account-actions", "platform", "read", "", Feed),
        new("POST /v1/account-actions/responses", "platform", "respond", "", "", """{"responses":[]}"""),
        new("GET /v1/escalations", Readers, "read", "", "after limit status !platform"),
        new("GET /v1/escalations/by-platform", Readers, "read", "", "status"),
        new("GET /v1/escalations/{id}", Readers, "read", "escalation"),
        new("GET /v1/compliance/overview", Readers, "read", "", "from to"),
        new("GET /v1/compliance/platforms", Readers, "read", "", "after limit from to"),
        new("GET /v1/compliance/platforms/{id}", Readers, "read", "platform", "from to"),
        new("GET /v1/compliance/trend", Readers, "read", "", "from to bucket !platform"),
        new("GET /v1/operations/unrouted", "operator", "read", "", "after limit"),
        new("POST /v1/operations/deliveries/retry", "operator", "operate", "", "platform"),
        new("GET /v1/operations/dead-letters", "operator", "read", "", "limit"),
        new("POST /v1/operations/dead-letters/redrive", "operator", "operate", "", "id"),
        new("DELETE /v1/operations/dead-letters/{id}", "operator", "operate", "dead-letter"),
        new("POST /v1/sandbox/clock", All, "any", "", "", """{"advance":"P900D"}"""),
    ];
}
