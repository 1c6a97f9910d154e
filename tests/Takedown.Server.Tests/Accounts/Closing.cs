using System.Text.Json.Nodes;
using Takedown.Server.Tests.Harness;

namespace Takedown.Server.Tests.Accounts;

/// <summary>Accounts that are closed at one stroke: one grave removal reaches every step.</summary>
internal static class Closing
{
    public static async Task GraveAsync(this TestServer server, int? closures = null, string length = "P30D")
    {
        var policy = (await server.Operator.GetAsync("/v1/policies/CN-MUSIC")).Must(200).Json;
        policy["strikes"]!["graveModes"] = new JsonArray("live-relay");
        if (closures is { } needed)
            policy["strikes"]!["blacklist"] = new JsonObject { ["closures"] = needed, ["for"] = length };
        (await server.Operator.PutAsync("/v1/policies/CN-MUSIC", policy)).Must(200);
    }

    public static object Grave(string url, string? account = null) => new
    {
        work = new { title = "七里香", type = "music" },
        target = new { url, account },
        infringement = "live-relay",
        evidence = new[] { new { kind = "screenshot", sha256 = Sample.Sha256 } },
    };

    /// <summary>A removal that closes the account; the platform confirms all steps.</summary>
    public static async Task<Guid> CloseAsync(
        this Organisation platform, Organisation claimant, string url, string account)
    {
        var id = await claimant.DeliverAsync(platform, Grave(url));
        Assert.Equal("applied", await platform.RemoveAsync(id, account));
        await platform.ConfirmAsync(await platform.ActionsAsync("requested"));
        return id;
    }

    public static async Task ConfirmAsync(this Organisation platform, IEnumerable<JsonNode> actions) =>
        (await platform.Api.PostAsync("/v1/account-actions/responses", new
        {
            responses = actions.Select(a => new { id = a.Id("id"), response = "action-taken" }),
        })).Must(200);

    public static async Task<IReadOnlyList<JsonNode>> ActionsAsync(this Organisation platform, string? status = null) =>
        [.. (await platform.Api.GetAsync("/v1/account-actions")).Must(200).Items
            .Where(a => status is null || a!.Text("status") == status).Select(a => a!)];

    /// <summary>The platform itself puts an account of its own on the blacklist.</summary>
    public static async Task<JsonNode> BarAsync(this Organisation platform, string account, DateTimeOffset until) =>
        (await platform.Api.PostAsync("/v1/account-blacklist", new
        {
            account, until, basis = "Registered again after a closure.",
        })).Must(201).Json;

    public static async Task<JsonNode> BarredAsync(this Organisation platform) =>
        Assert.Single(await platform.ActionsAsync(), a => a.Text("measure") == "account-blacklisted");

    public static async Task<JsonNode> StandingAsync(this Organisation platform, string account) =>
        (await platform.Api.GetAsync($"/v1/accounts?account={account}")).Must(200).Json;

    public static async Task<IReadOnlyList<string>> BlacklistAsync(this Organisation reader) =>
        [.. (await reader.Api.GetAsync("/v1/account-blacklist")).Must(200).Items
            .Select(a => a!["account"].Text("id"))];
}
