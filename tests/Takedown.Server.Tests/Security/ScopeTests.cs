using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Takedown.Contracts;
using Takedown.Contracts.Json;
using Takedown.Core.Keys;
using Takedown.Server.Http;
using Takedown.Server.Tests.Harness;

namespace Takedown.Server.Tests.Security;

/// <summary>Each route against keys with one scope.</summary>
public sealed class ScopeTests(ScopeTests.Cast cast) : IClassFixture<ScopeTests.Cast>
{
    /// <summary>What routes need, written down a second time. A GET that is not here needs <c>read</c>.</summary>
    private static readonly Dictionary<string, string> Writers = new(StringComparer.Ordinal)
    {
        ["POST /v1/organisations"] = "register",
        ["PATCH /v1/organisations/{id}"] = "register",
        ["POST /v1/organisations/{id}/keys"] = "register",
        ["POST /v1/organisations/{id}/people"] = "register",
        ["POST /v1/organisations/{id}/webhook-secret"] = "register",
        ["PATCH /v1/people/{id}"] = "register",
        ["DELETE /v1/people/{id}"] = "register",
        ["POST /v1/people/{id}/keys"] = "register",
        ["GET /v1/me"] = "any",
        ["POST /v1/me/keys"] = "any",
        ["DELETE /v1/keys/{id}"] = "any",
        ["PUT /v1/policies/{code}"] = "operate",
        ["PUT /v1/calendars/{code}"] = "operate",
        ["PUT /v1/limits"] = "operate",
        ["PUT /v1/organisations/{id}/limits"] = "operate",
        ["DELETE /v1/organisations/{id}/limits"] = "operate",
        ["POST /v1/batches"] = "send",
        ["POST /v1/notices/{id}/withdrawal"] = "send",
        ["POST /v1/notices/{id}/supplement"] = "send",
        ["POST /v1/inbox/responses"] = "respond",
        ["POST /v1/account-actions/responses"] = "respond",
        ["POST /v1/operations/deliveries/retry"] = "operate",
        ["POST /v1/operations/dead-letters/redrive"] = "operate",
        ["DELETE /v1/operations/dead-letters/{id}"] = "operate",
        ["POST /v1/organisations/{id}/erasure"] = "register",
        ["POST /v1/sandbox/clock"] = "any",
    };

    private static string NeededBy(string method, string path) =>
        Writers.TryGetValue($"{method} {path}", out var scope) ? scope
            : method == "GET" ? "read"
            : throw new InvalidOperationException($"{method} {path} is not in the table of scopes.");

    [Fact]
    public void Every_route_with_a_kind_declares_its_scope() =>
        Assert.Empty(cast.Server.Services.GetRequiredService<EndpointDataSource>().Endpoints
            .Where(e => e.Metadata.GetMetadata<OpenTo>() is not null && e.Metadata.GetMetadata<NeedsScope>() is null)
            .Select(e => e.DisplayName));

    [Theory]
    [MemberData(nameof(Routes.All), MemberType = typeof(Routes))]
    public async Task A_route_is_open_to_keys_with_its_scope_and_shut_to_keys_with_all_others(
        string method, string path, string kinds)
    {
        var needed = NeededBy(method, path);
        foreach (var (kind, has, api) in cast.Keys.Where(k => kinds.Split(' ').Contains(k.Kind)))
        {
            var answer = await Routes.CallAsync(api, method, path);
            var open = needed == "any" || has == needed;
            if (open)
            {
                Assert.True(
                    answer.Status < 500 && (answer.Status is not 403 || needed == "any"),
                    $"{kind} with {has}: {answer.Status} {answer.Body}");
            }
            else
            {
                Assert.Equal((kind, has, 403, "scope.missing"), (kind, has, answer.Status, answer.Code));
                Assert.Equal(needed, answer.Json["needed"]![0]!.GetValue<string>());
                Assert.Equal(has, answer.Json["scopes"]![0]!.GetValue<string>());
            }
        }
    }

    /// <summary>A key for each scope of each kind.</summary>
    public sealed class Cast : IAsyncLifetime
    {
        public TestServer Server { get; } = new();

        public List<(string Kind, string Scope, Api Api)> Keys { get; } = [];

        public async Task InitializeAsync()
        {
            await Server.InitializeAsync();
            var owner = (await Server.Operator.GetAsync("/v1/me")).Must(200).Json["organisation"].Id("id");
            await AddAsync(OrganisationKind.Operator, owner);
            await AddAsync(OrganisationKind.Claimant, (await Server.ClaimantAsync()).Id);
            await AddAsync(OrganisationKind.Platform, (await Server.PlatformAsync("scopes.example")).Id);
            await AddAsync(OrganisationKind.Regulator, (await Server.RegulatorAsync("CN")).Id);
        }

        private async Task AddAsync(OrganisationKind kind, Guid id)
        {
            foreach (var scope in ScopeRules.OfKind(kind).List.Select(s => s.Word()))
            {
                var made = (await Server.Operator.PostAsync(
                    $"/v1/organisations/{id}/keys", new { name = scope, scopes = new[] { scope } })).Must(201).Json;
                Keys.Add((kind.Word(), scope, Server.With(made.Text("key"))));
            }
        }

        public Task DisposeAsync() => Server.DisposeAsync();
    }
}
