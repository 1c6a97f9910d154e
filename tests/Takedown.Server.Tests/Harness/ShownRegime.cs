using System.Text.Json.Nodes;

namespace Takedown.Server.Tests.Harness;

/// <summary>
/// A regime like the law of the United States, but a notice that lacks its signature or a statement counts as to what
/// it shows, and is sent.
/// </summary>
public static class ShownRegime
{
    /// <summary>What <see cref="Notice"/> lacks.</summary>
    public static readonly object Rest = new { signature = "/s/ Li", statements = new[] { "good-faith" } };

    /// <param name="server">The server.</param>
    /// <param name="cure">The time to complete, as JSON; null for that of the law.</param>
    public static async Task ShownRegimeAsync(this TestServer server, string? cure = null)
    {
        if ((await server.Operator.GetAsync("/v1/regimes/shown")).Status == 200) return;
        var regime = (await server.Operator.GetAsync("/v1/regimes/us-dmca")).Must(200).Json;
        (regime["code"], regime["countries"]) = ("shown", null);
        regime["deficiency"]!["effect"] = "as-to-what-it-shows";
        if (cure is not null) regime["deficiency"]!["cure"] = JsonNode.Parse(cure);
        (await server.Operator.PutAsync("/v1/regimes/shown", regime)).Must(200);
    }

    public static async Task<(Organisation Claimant, Organisation Platform)> ShownPartiesAsync(
        this TestServer server, string host, string? cure = null)
    {
        await server.ShownRegimeAsync(cure);
        return (await server.ClaimantAsync(), await server.PlatformAsync(
            host, new { regime = "shown", regimes = new[] { "shown" } }));
    }

    /// <summary>Without a signature and without one of three statements.</summary>
    public static JsonObject Notice(string url) => new()
    {
        ["work"] = new JsonObject { ["title"] = "Song", ["type"] = "music" },
        ["target"] = new JsonObject { ["url"] = url },
        ["rightsHolder"] = new JsonObject { ["name"] = "N", ["email"] = "n@rights.example" },
        ["statements"] = new JsonArray("truth", "authority-under-perjury"),
    };
}
