using System.Text.Json.Nodes;

namespace Takedown.Server.Tests.Security.Matrix;

/// <summary>Everything about the objects that refused calls must leave alone.</summary>
internal static class Prints
{
    /// <summary>What the operator reads of every object.</summary>
    public static async Task<Dictionary<string, string>> OfAsync(World world)
    {
        var paths = world.Things.SelectMany(t => t.Kind switch
        {
            "organisation" => [$"/v1/organisations/{t.Id}", $"/v1/organisations/{t.Id}/limits"],
            "person" => [$"/v1/people/{t.Id}", $"/v1/people/{t.Id}/keys"],
            "batch" => [$"/v1/batches/{t.Id}"],
            "notice" => [$"/v1/notices/{t.Id}", $"/v1/notices/{t.Id}/timeline"],
            "escalation" => [$"/v1/escalations/{t.Id}"],
            "policy" => [$"/v1/policies/{t.Id}"],
            "regime" => [$"/v1/regimes/{t.Id}"],
            "calendar" => [$"/v1/calendars/{t.Id}"],
            _ => Array.Empty<string>(),
        });
        var prints = new Dictionary<string, string>();
        foreach (var path in paths) prints[path] = Settled((await world.Server.Operator.GetAsync(path)).Must(200).Json);
        foreach (var platform in world.Callers.Where(c => c is { Kind: "platform", Scopes: "*" }))
            prints[platform.Name] = (await platform.Api.GetAsync("/v1/account-actions")).Must(200).Body;
        prints["limits"] = (await world.Server.Operator.GetAsync("/v1/limits")).Must(200).Body;
        return prints;
    }

    /// <summary>Without the keys that other calls may make and use.</summary>
    private static string Settled(JsonNode print)
    {
        if (print["kind"] is not null) print.AsObject().Remove("keys");
        foreach (var item in print["items"]?.AsArray() ?? []) item!.AsObject().Remove("lastUsedAt");
        return print.ToJsonString();
    }
}
