using System.Text.Json.Nodes;
using Takedown.Server.Tests.Harness;

namespace Takedown.Server.Tests.Accounts;

/// <summary>The same operator across platforms, by a keyed hash only.</summary>
public sealed class AccountOperatorTests
{
    private const string Identity = "91350100M000100Y43-SECRET";

    [Fact]
    public async Task The_same_operator_is_recognised_across_platforms_by_those_above_them_only()
    {
        await using var own = await Disposable.StartAsync();
        var server = own.Server;
        var (one, other) = (await server.PlatformAsync("op-one.example"), await server.PlatformAsync("op-two.example"));
        var (county, far) = (await server.RegulatorAsync("CN-533123"), await server.RegulatorAsync("CN-110000"));
        Assert.Equal(
            (2, 0, 1), Values((await PutAsync(one, ("a", Identity), ("b", "somebody else"))).Must(200).Json));
        // Spelling does not matter.
        (await PutAsync(other, ("c", $" {Identity.ToLowerInvariant()} "))).Must(200);

        var same = Assert.Single((await county.Api.GetAsync("/v1/account-operators")).Must(200).Items)!;
        Assert.Equal(
            [(one.Id, "a"), (other.Id, "c")],
            same["accounts"]!.AsArray().Select(a => (a!.Id("platformId"), a.Text("account"))).Order());
        // A platform learns nothing of another, and a body of another place nothing at all.
        Assert.Empty((await one.Api.GetAsync("/v1/account-operators")).Must(200).Items);
        Assert.Empty((await far.Api.GetAsync("/v1/account-operators")).Must(200).Items);
        Assert.Equal(403, (await (await server.ClaimantAsync()).Api.GetAsync("/v1/account-operators")).Status);
        var first = (await one.Api.GetAsync("/v1/account-operators?minAccounts=1&limit=1")).Must(200).Json;
        var next = (await one.Api.GetAsync($"/v1/account-operators?minAccounts=1&limit=1&after={first["next"]}"))
            .Must(200).Json;
        Assert.Equal(
            ["a", "b"], new[] { first, next }.Select(p => p["items"]![0]!["accounts"]![0].Text("account")).Order());

        Assert.Equal((0, 1, 1), Values((await PutAsync(other, ("c", null))).Must(200).Json));
        Assert.Empty((await county.Api.GetAsync("/v1/account-operators")).Must(200).Items);
    }

    [Fact]
    public async Task A_rotation_forgets_every_hash_and_nothing_of_the_identity_is_stored()
    {
        await using var own = await Disposable.StartAsync();
        var server = own.Server;
        var one = await server.PlatformAsync("rot-one.example");
        var other = await server.PlatformAsync("rot-two.example");
        await PutAsync(one, ("a", Identity));
        await PutAsync(other, ("b", Identity));
        var before = Assert.Single((await server.Operator.GetAsync("/v1/account-operators")).Must(200).Items)!;
        if (TestStore.Engine == "sqlite") Assert.False(await server.FilesContainAsync(Identity));

        Assert.Equal(403, (await one.Api.PostAsync("/v1/identity-key/rotation", new { })).Status);
        var made = (await server.Operator.PostAsync("/v1/identity-key/rotation", new { })).Must(200).Json;
        Assert.Equal((2, 2), (made.Long("version"), made.Long("forgotten")));
        Assert.Empty((await server.Operator.GetAsync("/v1/account-operators?minAccounts=1")).Must(200).Items);
        await PutAsync(one, ("a", Identity));
        Assert.Equal((1, 0, 2), Values((await PutAsync(other, ("b", Identity))).Must(200).Json));
        var after = Assert.Single((await server.Operator.GetAsync("/v1/account-operators")).Must(200).Items)!;
        Assert.NotEqual(before.Text("operator"), after.Text("operator"));
        var act = Assert.Single((await server.Operator.GetAsync("/v1/audit?act=identity-key.rotate")).Must(200).Items)!;
        Assert.Equal(2, act["after"].Long("forgotten"));
        Assert.DoesNotContain("secret", act.ToJsonString(), StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [InlineData("""{}""", "/items field.required")]
    [InlineData("""{"items":[]}""", "/items field.required")]
    [InlineData("""{"items":[{"identity":"x"}]}""", "/items/0/account field.required")]
    [InlineData("""{"items":[{"account":"a","identity":" "}]}""", "/items/0/identity field.required")]
    [InlineData("""{"items":[{"account":"a"},{"account":"a"}]}""", "/items/1/account value.duplicate")]
    [InlineData("""{"items":[{"account":"a","hash":"x"}]}""", "/items/0/hash field.unknown")]
    public async Task Bad_accounts_are_refused(string body, string fault)
    {
        await using var own = await Disposable.StartAsync();
        var server = own.Server;
        var platform = await server.PlatformAsync("bad-operators.example");
        var answer = (await platform.Api.SendAsync(HttpMethod.Put, "/v1/account-operators", body, Bodies.Json))
            .Must(400);
        Assert.Equal([fault], answer.Faults.Select(f => $"{f.Pointer} {f.Code}"));
        Assert.Equal(["?after cursor.invalid"], (await platform.Api.GetAsync("/v1/account-operators?after=xyz"))
            .Must(400).Faults.Select(f => $"{f.Pointer} {f.Code}"));
    }

    private static Task<Answer> PutAsync(Organisation platform, params (string Account, string? Identity)[] items) =>
        platform.Api.PutAsync("/v1/account-operators", new
        {
            items = items.Select(i => i.Identity is null ? (object)new { account = i.Account }
                : new { account = i.Account, identity = i.Identity }),
        });

    private static (long Stored, long Forgotten, long Version) Values(JsonNode answer) =>
        (answer.Long("stored"), answer.Long("forgotten"), answer.Long("keyVersion"));
}
