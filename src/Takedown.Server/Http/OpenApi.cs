using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Authorization;
using Microsoft.OpenApi;
using Takedown.Contracts;

namespace Takedown.Server.Http;

/// <summary>Fills in what the routes and the contracts' comments do not say of themselves: keys, query parameters, examples.</summary>
internal static class OpenApi
{
    private const string Scheme = "key";
    private const string ProblemJson = "application/problem+json";

    public static void AddTakedownOpenApi(this IServiceCollection services) => services.AddOpenApi("v1", options =>
    {
        options.AddDocumentTransformer((document, _, _) =>
        {
            Describe(document);
            return Task.CompletedTask;
        });
        options.AddOperationTransformer((operation, context, _) =>
        {
            var metadata = context.Description.ActionDescriptor.EndpointMetadata;
            if (metadata.OfType<IAuthorizeData>().Any() || metadata.OfType<AuthorizationPolicy>().Any()) AddKey(operation, context.Document!);
            foreach (var name in metadata.OfType<ReadsQuery>().SelectMany(q => q.Parameters)) (operation.Parameters ??= []).Add(QueryParameters.All[name]());
            if (operation.OperationId == "submitBatch") operation.Parameters!.Add(QueryParameters.IdempotencyKey());
            AddExamples(operation);
            return Task.CompletedTask;
        });
        options.AddSchemaTransformer((schema, context, _) =>
        {
            if ((Nullable.GetUnderlyingType(context.JsonTypeInfo.Type) ?? context.JsonTypeInfo.Type) == typeof(TimeSpan))
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
                "Rights holders send notices in bulk, platforms pull and answer them, a clock runs until each is settled or lies before "
                + "the responsible regulator. Times are RFC 3339 in UTC, durations ISO 8601, ids UUIDv7. Errors are RFC 9457 problems "
                + "with a stable code, in English or simplified Chinese by Accept-Language. Lists take after and limit (1 to 1,000).",
        };
        // Where it runs is not the document's business; the generator would write its own address here.
        document.Servers = [];
        document.Components ??= new();
        document.Components.SecuritySchemes ??= new Dictionary<string, IOpenApiSecurityScheme>();
        document.Components.SecuritySchemes[Scheme] = new OpenApiSecurityScheme
        {
            Type = SecuritySchemeType.Http,
            Scheme = "bearer",
            Description = "A key of an organisation, made by the operator.",
        };
    }

    private static void AddKey(OpenApiOperation operation, OpenApiDocument document)
    {
        operation.Security = [new() { [new OpenApiSecuritySchemeReference(Scheme, document)] = [] }];
        operation.Responses ??= [];
        operation.Responses["401"] = Problem(document, "No key, or one that is unknown or revoked");
        operation.Responses["403"] = Problem(document, "The key is of another kind of organisation");
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
        foreach (var (type, media) in (operation.RequestBody as OpenApiRequestBody)?.Content ?? new Dictionary<string, OpenApiMediaType>())
        {
            media.Example = type == "application/json" ? Samples.Json($"{operation.OperationId}.request") : Samples.Text($"{operation.OperationId}.request.{type.Split('-', '/')[^1]}");
        }
        foreach (var (status, response) in operation.Responses ?? [])
        {
            foreach (var (type, media) in response.Content ?? new Dictionary<string, OpenApiMediaType>())
            {
                media.Example = type == ProblemJson ? Samples.Problem(status) : Samples.Json($"{operation.OperationId}.response");
            }
        }
    }
}

/// <summary>The golden payloads beside the contracts: read by tests as they stand, shown in the document.</summary>
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
