using System.Security.Cryptography;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.Net.Http.Headers;
using Microsoft.OpenApi;

namespace Takedown.Server.Http;

/// <summary>
/// The OpenAPI document, generated once: it needs no key, and generating it takes as much time as hundreds of requests.
/// </summary>
internal sealed class DocumentApi([FromKeyedServices(OpenApi.Name)] IOpenApiDocumentProvider documents)
{
    private readonly Lock gate = new();
    private Task<Served>? served;

    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet(OpenApi.Path, (DocumentApi document) => document.GetAsync())
            .AllowAnonymous().ExcludeFromDescription();

    private async Task<FileContentHttpResult> GetAsync()
    {
        Task<Served> making;
        lock (gate) making = served is null or { IsFaulted: true } ? served = GenerateAsync() : served;
        var (text, tag) = await making;
        return TypedResults.File(text, "application/json;charset=utf-8", entityTag: tag);
    }

    private async Task<Served> GenerateAsync()
    {
        var document = await documents.GetOpenApiDocumentAsync();
        using var text = new MemoryStream();
        await document.SerializeAsJsonAsync(text, OpenApiSpecVersion.OpenApi3_1);
        var bytes = text.ToArray();
        return new(bytes, new($"\"{Convert.ToHexStringLower(SHA256.HashData(bytes)[..16])}\""));
    }

    private sealed record Served(byte[] Text, EntityTagHeaderValue Tag);
}
