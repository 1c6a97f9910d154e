using System.Text.Json.Nodes;
using Microsoft.OpenApi;
using Takedown.Contracts;
using Takedown.Contracts.Json;

namespace Takedown.Server.Http.Documents;

/// <summary>The errors of each operation, each with an example that this operation gives.</summary>
internal static class DocumentErrors
{
    private const string Json = "application/problem+json";
    private const string TraceId = "4bf92f3577b34da6a3ce929d0e0e4736";

    private static readonly Dictionary<string, InputFault> Faults = new()
    {
        ["registerOrganisation"] = new("/hosts/0", "host.invalid"),
        ["changeOrganisation"] = new("/kind", "field.fixed"),
        ["registerPerson"] = new("/name", "field.required"),
        ["changePerson"] = new("/subject", "value.too-long", "255"),
        ["createKey"] = new("/scopes/0", "scope.not-allowed", "operate", "send, read, register"),
        ["createPersonKey"] = new("/scopes/0", "scope.not-allowed", "register", "send, read"),
        ["createMyKey"] = new("/scopes/0", "scope.not-allowed", "register", "send, read"),
        ["putEvidence"] = new(
            "sha256", "sha256.mismatch", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
        ["putPolicy"] = new("/calendar", "calendar.unknown"),
        ["putCalendar"] = new("/zone", "calendar.unknown-zone"),
        ["putRegime"] = new("/function", "function.unknown", "copyrights"),
        ["putLimits"] = new("/uploads", "value.out-of-range", "1 – 100000"),
        ["putOrganisationLimits"] = new("/failedSignIns", "limit.server-wide"),
        ["submitBatch"] = new("/defaults/wrok", "field.unknown", "wrok"),
        ["withdrawNotice"] = new("/reason", "value.too-long", "2,000"),
        ["supplementNotice"] = new("/text", "field.required"),
        ["respond"] = new("/responses", "field.required"),
        ["respondToAccountActions"] = new("/responses", "field.required"),
        ["advanceClock"] = new("/advance", "field.type", "ISO 8601 duration (PT24H)"),
        ["streamEvents"] = new("?after", "cursor.invalid"),
        ["readEvents"] = new("?after", "cursor.invalid"),
        ["readAudit"] = new("?after", "cursor.invalid"),
    };

    private static readonly Dictionary<string, string> Conflicts = new()
    {
        ["registerOrganisation"] = "host.taken",
        ["changeOrganisation"] = "host.taken",
        ["rotateWebhookSecret"] = "webhook.none",
        ["testWebhook"] = "webhook.none",
        ["registerPerson"] = "subject.taken",
        ["requestPlatform"] = "host.registered",
        ["changePerson"] = "person.retired",
        ["retirePerson"] = "key.last",
        ["createPersonKey"] = "key.too-many",
        ["createKey"] = "key.too-many",
        ["createMyKey"] = "key.successor",
        ["revokeKey"] = "key.last",
        ["submitBatch"] = "idempotency.conflict",
        ["withdrawNotice"] = "transition.not-allowed",
        ["supplementNotice"] = "transition.not-allowed",
    };

    public static OpenApiResponse Problem(OpenApiDocument document, string description) => new()
    {
        Description = description,
        Content = new Dictionary<string, OpenApiMediaType>
        {
            [Json] = new() { Schema = new OpenApiSchemaReference(nameof(ProblemView), document) },
        },
    };

    public static void AddExamples(
        OpenApiOperation operation, IReadOnlyList<OrganisationKind> kinds, string language)
    {
        foreach (var (status, response) in operation.Responses ?? [])
        {
            if (response.Content?.TryGetValue(Json, out var media) == true)
                media.Example = Example(operation, status, kinds, language);
        }
    }

    private static JsonObject Example(
        OpenApiOperation operation, string status, IReadOnlyList<OrganisationKind> kinds, string language)
    {
        var id = operation.OperationId!;
        return status switch
        {
            "400" => Problem(status, "input.invalid", language, Fault(operation)),
            "401" => Problem(status, "unauthenticated", language),
            "403" => Forbidden(kinds, language),
            "404" => Problem(status, "not-found", language),
            "408" => Problem(status, "body.too-slow", language),
            "409" => Problem(status, Conflicts.GetValueOrDefault(id, "transition.not-allowed"), language),
            "410" => With(Problem(status, "cursor.history-changed", language), "resumeAfter", "2041"),
            "413" => Problem(status, id == "submitBatch" ? "notice.too-large" : "body.too-large", language),
            "415" => Titled(Problem(status, "media-type.unsupported", language), language,
                string.Join(", ", ((OpenApiRequestBody)operation.RequestBody!).Content!.Keys), "text/plain"),
            "429" when id == "rotateWebhookSecret" => Problem(status, "webhook.rotated-recently", language),
            "429" => With(Problem(status, "limit.reached", language), "limit", "requestsPerMinute"),
            "503" when id.EndsWith("DeadLetter", StringComparison.Ordinal)
                || id.EndsWith("DeadLetters", StringComparison.Ordinal) =>
                Problem(status, "broker.unavailable", language),
            "503" when id.EndsWith("Evidence", StringComparison.Ordinal) =>
                Problem(status, "evidence.unavailable", language),
            "503" => Problem(status, "unavailable", language),
            _ => Problem(status, "internal", language),
        };
    }

    /// <summary>
    /// As a caller of another kind gets it; operations for all kinds need a scope that the key lacks.
    /// </summary>
    private static JsonObject Forbidden(IReadOnlyList<OrganisationKind> kinds, string language)
    {
        string Name(OrganisationKind kind) => KindNames.Of(kind, language);
        OrganisationKind[] others = [.. Enum.GetValues<OrganisationKind>().Except(kinds)];
        if (others.Length == 0 || kinds.Count == 0)
            return Titled(Problem("403", "scope.missing", language), language, "read", "send");
        var problem = Titled(
            Problem("403", "forbidden", language), language,
            string.Join(Messages.Text("kind.or", language), kinds.Select(Name)), Name(others[0]));
        problem["neededKinds"] = new JsonArray([.. kinds.Select(k => (JsonNode)k.Word())]);
        return With(problem, "kind", others[0].Word());
    }

    private static JsonObject Titled(JsonObject problem, string language, params string[] args) =>
        With(problem, "title", Messages.Text(problem["code"]!.GetValue<string>(), language, args));

    private static InputFault Fault(OpenApiOperation operation)
    {
        if (Faults.TryGetValue(operation.OperationId!, out var fault)) return fault;
        var read = (operation.Parameters ?? []).Where(p => p.In is ParameterLocation.Query)
            .ToDictionary(p => p.Name!, p => p.Schema);
        if (read.ContainsKey("limit")) return new("?limit", "value.out-of-range", "1 – 1000");
        var (name, schema) = read.FirstOrDefault();
        return schema?.Enum is { Count: > 0 } words
            ? new($"?{name}", "value.unknown", "x", string.Join(", ", words))
            : new(name is null ? "" : $"?{name}", "value.bad-format");
    }

    private static JsonObject Problem(string status, string code, string language, InputFault? fault = null)
    {
        var problem = new JsonObject
        {
            ["type"] = $"urn:takedown:problem:{code}",
            ["title"] = Messages.Text(code, language),
            ["status"] = int.Parse(status, System.Globalization.CultureInfo.InvariantCulture),
            ["code"] = code,
            ["traceId"] = TraceId,
        };
        if (fault is not { } found) return problem;
        problem["errors"] = new JsonArray(new JsonObject
        {
            ["pointer"] = found.Pointer,
            ["code"] = found.Code,
            ["message"] = Messages.Text(found.Code, language, found.Args),
        });
        return problem;
    }

    private static JsonObject With(JsonObject problem, string field, string value)
    {
        problem[field] = value;
        return problem;
    }
}
