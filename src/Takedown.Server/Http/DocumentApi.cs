using System.Security.Cryptography;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.Net.Http.Headers;
using Microsoft.OpenApi;

namespace Takedown.Server.Http;

/// <summary>
/// The OpenAPI document in each language, generated once: it needs no key, and generating it takes as much time as
/// hundreds of requests.
/// </summary>
internal sealed class DocumentApi(IServiceProvider services)
{
    private readonly Lock gate = new();
    private readonly Dictionary<string, Task<Served>> served = [];

    public static void Map(IEndpointRouteBuilder routes)
    {
        foreach (var language in OpenApi.Names.Keys)
        {
            routes.MapGet(OpenApi.PathOf(language), (DocumentApi document) => document.GetAsync(language))
                .AllowAnonymous().ExcludeFromDescription();
        }
    }

    private async Task<FileContentHttpResult> GetAsync(string language)
    {
        Task<Served> making;
        lock (gate)
        {
            if (!served.TryGetValue(language, out making!) || making.IsFaulted)
                served[language] = making = GenerateAsync(language);
        }
        var (text, tag) = await making;
        return TypedResults.File(text, "application/json;charset=utf-8", entityTag: tag);
    }

    private async Task<Served> GenerateAsync(string language)
    {
        var documents = services.GetRequiredKeyedService<IOpenApiDocumentProvider>(OpenApi.Names[language]);
        var document = await documents.GetOpenApiDocumentAsync();
        using var text = new MemoryStream();
        await document.SerializeAsJsonAsync(text, OpenApiSpecVersion.OpenApi3_1);
        var bytes = text.ToArray();
        return new(bytes, new($"\"{Convert.ToHexStringLower(SHA256.HashData(bytes)[..16])}\""));
    }

    private sealed record Served(byte[] Text, EntityTagHeaderValue Tag);
}
