using Takedown.Server.Tests.Harness;

namespace Takedown.Server.Tests.Security;

/// <summary>Each route against each kind of caller.</summary>
public sealed class RoleTests(RoleTests.Cast cast) : IClassFixture<RoleTests.Cast>
{
    [Fact]
    public async Task The_table_names_every_route_of_the_document()
    {
        var document = (await cast.Server.Anonymous.GetAsync("/openapi/v1.json")).Must(200).Json["paths"]!.AsObject();
        var served = document.SelectMany(
            path => path.Value!.AsObject().Select(verb => $"{verb.Key.ToUpperInvariant()} {path.Key}"));
        Assert.Equal(served.Order(StringComparer.Ordinal), Routes.Names.Order(StringComparer.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Routes.All), MemberType = typeof(Routes))]
    public async Task A_route_is_open_to_its_kinds_and_shut_to_the_others(string method, string path, string kinds)
    {
        foreach (var (kind, api) in cast.ByKind)
        {
            var answer = await Routes.CallAsync(api, method, path);
            if (kinds.Split(' ').Contains(kind))
                Assert.False(
                    answer.Status is 401 or >= 500 || answer is { Status: 403, Code: not "person.required" },
                    $"{kind}: {answer.Status} {answer.Body}");
            else Assert.Equal((kind, 403, "forbidden"), (kind, answer.Status, answer.Code));
        }
    }

    [Theory]
    [MemberData(nameof(Routes.All), MemberType = typeof(Routes))]
    public async Task Without_a_good_key_a_route_answers_401_and_nothing_else(string method, string path, string kinds)
    {
        foreach (var (why, api) in cast.Strangers)
        {
            var answer = await Routes.CallAsync(api, method, path);
            if (kinds.Split(' ').Contains(why))
            {
                Assert.True(answer.Status is 200 or 404, $"{answer.Status} {answer.Body}");
                continue;
            }
            Assert.Equal(
                (why, 401, "unauthenticated", "application/problem+json"),
                (why, answer.Status, answer.Code, answer.MediaType));
        }
    }

    /// <summary>One of each kind, and those who have no business here.</summary>
    public sealed class Cast : IAsyncLifetime
    {
        public TestServer Server { get; } = new();

        public Dictionary<string, Api> ByKind { get; } = [];

        public Dictionary<string, Api> Strangers { get; } = [];

        public async Task InitializeAsync()
        {
            await Server.InitializeAsync();
            // The theories call more often in a minute than anybody does, and fail to sign in with every call.
            (await Server.Operator.PutAsync("/v1/limits", new
            {
                requestsPerMinute = 10_000_000, failedSignIns = 1_000_000,
            })).Must(200);
            var claimant = await Server.ClaimantAsync();
            ByKind["operator"] = Server.Operator;
            ByKind["claimant"] = claimant.Api;
            ByKind["platform"] = (await Server.PlatformAsync("roles.example")).Api;
            ByKind["regulator"] = (await Server.RegulatorAsync("CN")).Api;

            Strangers["none"] = Server.Anonymous;
            Strangers["bad"] = Server.With("tk_operator_" + new string('0', 64));
            Strangers["empty"] = Server.With(" ");
            Strangers["short"] = Server.With("x");
            Strangers["one letter off"] = Server.With(claimant.Key[..^1] + (claimant.Key[^1] == '0' ? '1' : '0'));
            // As keys were before they had a checksum: it is looked up.
            Strangers["old form"] = Server.With("tk_claimant_" + new string('1', 64));
            Strangers["other case"] = Server.With(claimant.Key.ToUpperInvariant());
            var revoked = await Server.ClaimantAsync("Left Ltd");
            (await Server.Operator.DeleteAsync($"/v1/keys/{revoked.KeyId}")).Must(204);
            Strangers["revoked"] = revoked.Api;
        }

        public Task DisposeAsync() => Server.DisposeAsync();
    }
}
