using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;
using Takedown.Contracts.Json;
using Takedown.Server.Http.Documents;

namespace Takedown.Server.Http;

/// <summary>
/// The OpenAPI document, in English and in Chinese: keys, query parameters, examples, webhooks, and schemas that say
/// what is read and written.
/// </summary>
internal static class OpenApi
{
    /// <summary>Names of the documents, by language.</summary>
    public static readonly IReadOnlyDictionary<string, string> Names = new Dictionary<string, string>
    {
        [Language.English] = "v1",
        [Language.Chinese] = "v1-zh-cn",
    };

    private const string Scheme = "key";

    /// <summary>The path of the document in a language.</summary>
    public static string PathOf(string language) =>
        language == Language.Chinese ? $"/openapi/v1.{Language.Chinese}.json" : "/openapi/v1.json";

    public static void AddTakedownOpenApi(this IServiceCollection services)
    {
        foreach (var (language, name) in Names) services.AddOpenApi(name, options => Configure(options, language));
    }

    private static void Configure(OpenApiOptions options, string language)
    {
        options.AddSchemaTransformer((schema, context, _) =>
        {
            DocumentSchemas.Type(schema, context.JsonTypeInfo.Type);
            return Task.CompletedTask;
        });
        options.AddOperationTransformer((operation, context, _) =>
        {
            var metadata = context.Description.ActionDescriptor.EndpointMetadata;
            DocumentBodies.Describe(operation);
            if (metadata.OfType<IAuthorizeData>().Any() || metadata.OfType<AuthorizationPolicy>().Any())
            {
                AddKey(operation, context.Document!, metadata.OfType<NeedsScope>().LastOrDefault());
                if (metadata.OfType<NeedsNoKey>().Any()) operation.Security!.Insert(0, new());
            }
            else if (metadata.OfType<IAllowAnonymous>().Any())
            {
                // Open to everybody, said so that nobody takes it for forgotten.
                operation.Security = [new()];
                operation.Responses ??= [];
                operation.Responses["500"] = DocumentErrors.Problem(
                    context.Document!, "The server failed; the operator finds the error under the traceId");
            }
            foreach (var name in metadata.OfType<ReadsQuery>().SelectMany(q => q.Parameters))
            {
                (operation.Parameters ??= []).Add(QueryParameters.All[name]());
            }
            if (operation.OperationId == "submitBatch" || metadata.OfType<TakesIdempotencyKey>().Any())
                (operation.Parameters ??= []).Add(QueryParameters.IdempotencyKey());
            var kinds = metadata.OfType<OpenTo>().LastOrDefault()?.Kinds ?? [];
            DocumentErrors.AddExamples(operation, kinds, language);
            return Task.CompletedTask;
        });
        options.AddDocumentTransformer(async (document, context, cancellation) =>
        {
            Describe(document);
            await DocumentWebhooks.AddAsync(document, context, cancellation);
            DocumentSchemas.Finish(document, context.ApplicationServices.GetServices<DocumentWords>());
            new DocumentTexts(language).Apply(document);
        });
    }

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
                + "Chinese by Accept-Language. Lists take after and limit (1 to 1,000). Every operation has a link of "
                + "its own: /swagger/index.html#/ with its tag and its operationId, such as #/Platform/respond.",
            Contact = new() { Name = "The operator of this server" },
            License = new() { Name = "Apache License 2.0", Identifier = "Apache-2.0" },
        };
        // The generator would write its own address; the document must not depend on the address of the server.
        document.Servers = [new() { Url = "/", Description = "The server that gives this document." }];
        document.Components ??= new();
        document.Components.SecuritySchemes ??= new Dictionary<string, IOpenApiSecurityScheme>();
        document.Components.SecuritySchemes[Scheme] = new OpenApiSecurityScheme
        {
            Type = SecuritySchemeType.Http,
            Scheme = "bearer",
            Description = "A key of an organisation or of one of its people. Where a sign-in provider is configured, "
                + "also a token of the provider for a person.",
        };
        document.Components.SecuritySchemes[DocumentWebhooks.Scheme] = new OpenApiSecurityScheme
        {
            Type = SecuritySchemeType.ApiKey,
            In = ParameterLocation.Header,
            Name = "webhook-signature",
            Description = "The server's signature of what it posts to you.",
        };
    }

    private static void AddKey(OpenApiOperation operation, OpenApiDocument document, NeedsScope? needed)
    {
        operation.Security = [new() { [new OpenApiSecuritySchemeReference(Scheme, document)] = [] }];
        operation.Responses ??= [];
        void Add(string status, string description) =>
            operation.Responses[status] = DocumentErrors.Problem(document, description);
        Add("401", "No key, or an unknown, expired or revoked key");
        Add("403", needed switch
        {
            { Platforms: { } platforms, Scope: { } other } =>
                "The key belongs to another kind of organisation or lacks the scope "
                    + $"`{other.Word()}`, of a platform `{platforms.Word()}`",
            { Scope: { } scope } =>
                $"The key belongs to another kind of organisation or lacks the scope `{scope.Word()}`",
            _ => "The key belongs to another kind of organisation",
        });
        Add("429",
            "A limit of your organisation, your key or your address is reached; Retry-After says when to try again");
        Add("500", "The server failed; the operator finds the error under the traceId");
        operation.Responses.TryAdd("503", DocumentErrors.Problem(
            document, "The database or the message broker is unavailable; Retry-After says when to try again"));
        if (operation.RequestBody is not null) Add("408", "The body arrived too slowly");
    }
}
