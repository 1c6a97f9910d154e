using System.Buffers.Text;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Takedown.Screens.Access;

/// <summary>
/// The style sheet, the script and the icon. Their addresses name their content, so they may be kept for ever.
/// </summary>
internal sealed class Asset
{
    public static readonly Asset Style = new("console.css", "text/css; charset=utf-8");
    public static readonly Asset Script = new("console.js", "text/javascript; charset=utf-8");
    public static readonly Asset Icon = new("icon.svg", "image/svg+xml");

    private readonly byte[] bytes;
    private readonly string type;

    private Asset(string name, string type)
    {
        using var source = typeof(Asset).Assembly.GetManifestResourceStream($"console/{name}")!;
        bytes = new byte[source.Length];
        source.ReadExactly(bytes);
        this.type = type;
        Path = $"/console/assets/{Base64Url.EncodeToString(SHA256.HashData(bytes).AsSpan(0, 9))}/{name}";
    }

    public string Path { get; }

    public static void Map(IEndpointRouteBuilder routes)
    {
        foreach (var asset in new[] { Style, Script, Icon })
        {
            routes.MapGet(asset.Path, (HttpContext http) =>
            {
                http.Response.Headers.CacheControl = "public, max-age=31536000, immutable";
                return Results.Bytes(asset.bytes, asset.type);
            }).ExcludeFromDescription().WithMetadata(new IsAsset());
        }
    }
}

/// <summary>For everybody, and kept by browsers.</summary>
internal sealed record IsAsset;
