using System.Text.Json.Nodes;
using Microsoft.OpenApi;
using Takedown.Contracts;
using Takedown.Contracts.Json;

namespace Takedown.Server.Http;

/// <summary>The query parameters of the OpenAPI document. Routes name them in <see cref="RouteDocs.Reads"/>.</summary>
internal static class QueryParameters
{
    public static readonly IReadOnlyDictionary<string, Func<OpenApiParameter>> All =
        new Dictionary<string, Func<OpenApiParameter>>
    {
        ["after"] = () => Text("after", "Cursor: next of the previous page. Default: from the beginning."),
        ["limit"] = () => Number("limit", "Entries in a page, 1 to 1,000.", Query.DefaultLimit, 1, Query.MaxLimit),
        ["wait"] = () => Number("wait", "Seconds to wait for new entries, 0 to 30.", 0, 0, 30),
        ["dryRun"] = () =>
            Parameter("dryRun", "Validates the batch and stores nothing.", new() { Type = JsonSchemaType.Boolean }),
        ["kind"] = () => OneOf("kind", "Only organisations of this kind.", Kebab.All<OrganisationKind>()),
        ["state"] = () => OneOf("state", "Only notices in this state.", Kebab.All<NoticeState>()),
        ["delivery"] = () =>
            OneOf("delivery", "Only notices with this delivery status.", ["pending", "failed", "offered", "delivered"]),
        ["itemStatus"] = () => OneOf("status", "Only items with this outcome.", Kebab.All<ItemStatus>()),
        ["escalationStatus"] = () =>
            OneOf("status", "Only escalations with this status.", Kebab.All<EscalationStatus>()),
        ["format"] = () => OneOf("format",
            "json: pages; ndjson: a download of all results; resend: the rejected items as they were sent.",
            ["json", "ndjson", "resend"]),
        ["version"] = () => Number("version", "Version of the policy. Default: the latest.", null, 1, int.MaxValue),
        ["bucket"] = () => OneOf("bucket", "Width of a point.", ["day"]),
        ["platform"] = () => Id("platform", "Only this platform."),
        ["batch"] = () => Id("batch", "Only this batch."),
        ["deadLetter"] = () => Text("id", "Only this message."),
        ["organisation"] = () => Id("organisation", "Only acts of this organisation."),
        ["person"] = () => Id("person", "Only acts of this person."),
        ["act"] = () => Text("act", "Only this act, such as policy.put."),
        ["object"] = () => Text("object", "Only acts on the object with this id or code."),
        ["from"] = () => Day("from", "First day, UTC."),
        ["to"] = () => Day("to", "Last day, UTC, included."),
    };

    public static OpenApiParameter IdempotencyKey() => new()
    {
        Name = Idempotency.Header,
        In = ParameterLocation.Header,
        Description = "1 to 200 printable ASCII characters. The same key with the same body returns the same batch "
            + "or the same answer, secrets included; with another body it is rejected with 409.",
        Schema = new OpenApiSchema { Type = JsonSchemaType.String, MinLength = 1, MaxLength = 200 },
    };

    private static OpenApiParameter Text(string name, string description) =>
        Parameter(name, description, new() { Type = JsonSchemaType.String });

    private static OpenApiParameter Id(string name, string description) =>
        Parameter(name, description, new() { Type = JsonSchemaType.String, Format = "uuid" });

    private static OpenApiParameter Day(string name, string description) =>
        Parameter(name, description, new() { Type = JsonSchemaType.String, Format = "date" });

    private static OpenApiParameter OneOf(string name, string description, IReadOnlyList<string> words) =>
        Parameter(name, description, new()
        {
            Type = JsonSchemaType.String,
            Enum = [.. words.Select(w => (JsonNode)w)],
        });

    private static OpenApiParameter Number(string name, string description, int? absent, int min, int max) =>
        Parameter(name, description, new()
        {
            Type = JsonSchemaType.Integer,
            Default = absent is null ? null : JsonValue.Create(absent.Value),
            Minimum = $"{min}",
            Maximum = $"{max}",
        });

    private static OpenApiParameter Parameter(string name, string description, OpenApiSchema schema) =>
        new() { Name = name, In = ParameterLocation.Query, Description = description, Schema = schema };
}
