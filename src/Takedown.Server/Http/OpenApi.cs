using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Authorization;
using Microsoft.OpenApi;
using Takedown.Contracts;
using Takedown.Contracts.Json;

namespace Takedown.Server.Http;

/// <summary>Adds to the OpenAPI document: keys, query parameters and examples.</summary>
internal static class OpenApi
{
    public const string Name = "v1";
    public const string Path = $"/openapi/{Name}.json";
    private const string Scheme = "key";
    private const string ProblemJson = "application/problem+json";

    public static void AddTakedownOpenApi(this IServiceCollection services) => services.AddOpenApi(Name, options =>
    {
        options.AddDocumentTransformer((document, _, _) =>
        {
            Describe(document);
            return Task.CompletedTask;
        });
        options.AddOperationTransformer((operation, context, _) =>
        {
            var metadata = context.Description.ActionDescriptor.EndpointMetadata;
            if (metadata.OfType<IAuthorizeData>().Any() || metadata.OfType<AuthorizationPolicy>().Any())
            {
                AddKey(operation, context.Document!, metadata.OfType<NeedsScope>().LastOrDefault()?.Scope);
            }
            foreach (var name in metadata.OfType<ReadsQuery>().SelectMany(q => q.Parameters))
            {
                (operation.Parameters ??= []).Add(QueryParameters.All[name]());
            }
            if (operation.OperationId == "submitBatch" || metadata.OfType<TakesIdempotencyKey>().Any())
                (operation.Parameters ??= []).Add(QueryParameters.IdempotencyKey());
            AddExamples(operation);
            return Task.CompletedTask;
        });
        options.AddSchemaTransformer((schema, context, _) =>
        {
            var type = context.JsonTypeInfo.Type;
            if ((Nullable.GetUnderlyingType(type) ?? type) == typeof(TimeSpan))
            {
                schema.Type = JsonSchemaType.String;
                schema.Format = "duration";
            }
            return Task.CompletedTask;
        });
    });

    private static void Describe(OpenApiDocument document)
    {
        document.Info = new()
        {
            Title = "Takedown",
            Version = "v1",
            Description =
                "Rights holders submit notices in bulk. Platforms read them and respond. Every notice has deadlines "
                + "until it is settled or escalated to the responsible regulator. Times are RFC 3339 in UTC, durations "
                + "ISO 8601, ids UUIDv7. Errors are RFC 9457 problems with a stable code, in English or simplified "
                + "Chinese by Accept-Language. Lists take after and limit (1 to 1,000).",
        };
        // The generator would write its own address; the document must not depend on the address of the server.
        document.Servers = [];
        document.Components ??= new();
        document.Components.SecuritySchemes ??= new Dictionary<string, IOpenApiSecurityScheme>();
        document.Components.SecuritySchemes[Scheme] = new OpenApiSecurityScheme
        {
            Type = SecuritySchemeType.Http,
            Scheme = "bearer",
            Description = "A key of an organisation or of one of its people. Where a sign-in provider is configured, "
                + "also a token of the provider for a person.",
        };
    }

    private static void AddKey(OpenApiOperation operation, OpenApiDocument document, KeyScope? scope)
    {
        operation.Security = [new() { [new OpenApiSecuritySchemeReference(Scheme, document)] = [] }];
        operation.Responses ??= [];
        operation.Responses["401"] = Problem(document, "No key, or an unknown, expired or revoked key");
        operation.Responses["403"] = Problem(document, scope is null
            ? "The key belongs to another kind of organisation"
            : $"The key belongs to another kind of organisation or lacks the scope `{scope.Value.Word()}`");
        operation.Responses["429"] = Problem(document,
            "A limit of your organisation, your key or your address is reached; Retry-After says when to try again");
        if (operation.RequestBody is null) return;
        operation.Responses["408"] = Problem(document, "The body arrived too slowly");
    }

    private static OpenApiResponse Problem(OpenApiDocument document, string description) => new()
    {
        Description = description,
        Content = new Dictionary<string, OpenApiMediaType>
        {
            [ProblemJson] = new() { Schema = new OpenApiSchemaReference(nameof(ProblemView), document) },
        },
    };

    private static void AddExamples(OpenApiOperation operation)
    {
        var none = new Dictionary<string, OpenApiMediaType>();
        foreach (var (type, media) in (operation.RequestBody as OpenApiRequestBody)?.Content ?? none)
        {
            media.Example = type == "application/json"
                ? Samples.Json($"{operation.OperationId}.request")
                : Samples.Text($"{operation.OperationId}.request.{type.Split('-', '/')[^1]}");
        }
        foreach (var (status, response) in operation.Responses ?? [])
        {
            foreach (var (type, media) in response.Content ?? none)
            {
                media.Example = type == ProblemJson
                    ? Samples.Problem(status)
                    : Samples.Json($"{operation.OperationId}.response");
            }
        }
    }
}

/// <summary>The sample payloads of the contracts, used by the tests and as the examples of the document.</summary>
internal static class Samples
{
    public static JsonNode? Json(string name) => Read($"{name}.json") is { } text ? JsonNode.Parse(text) : null;

    public static JsonNode? Text(string name) => Read(name) is { } text ? JsonValue.Create(text) : null;

    public static JsonNode? Problem(string status) => Json($"problem.{status}");

    private static string? Read(string name)
    {
        using var stream = typeof(Samples).Assembly.GetManifestResourceStream($"samples/{name}");
        if (stream is null) return null;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
