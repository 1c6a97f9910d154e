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
        ["POST /v1/me/webhook/test"] = "register",
        ["PATCH /v1/people/{id}"] = "register",
        ["DELETE /v1/people/{id}"] = "register",
        ["POST /v1/people/{id}/keys"] = "register",
        ["GET /v1/me"] = "any",
        ["GET /v1/templates/notices.csv"] = "any",
        ["POST /v1/me/keys"] = "any",
        ["DELETE /v1/keys/{id}"] = "any",
        ["PUT /v1/policies/{code}"] = "operate",
        ["PUT /v1/calendars/{code}"] = "operate",
        ["PUT /v1/regimes/{code}"] = "operate",
        ["PUT /v1/functions"] = "operate",
        ["PUT /v1/vocabularies/{axis}"] = "operate",
        ["PUT /v1/bodies/{id}/contacts"] = "register",
        ["PUT /v1/bodies/{id}/units"] = "register",
        ["PUT /v1/responsibilities"] = "operate",
        ["PUT /v1/region-clusters/{code}"] = "operate",
        ["PUT /v1/limits"] = "operate",
        ["PUT /v1/organisations/{id}/limits"] = "operate",
        ["DELETE /v1/organisations/{id}/limits"] = "operate",
        ["PUT /v1/senders/{id}/slowdown"] = "operate",
        ["DELETE /v1/senders/{id}/slowdown"] = "operate",
        ["POST /v1/senders/{id}/steps"] = "operate",
        ["POST /v1/identity-key/rotation"] = "operate",
        ["POST /v1/accountability/appeals"] = "send",
        ["POST /v1/accountability/appeals/{id}/decision"] = "decide",
        ["PUT /v1/account-operators"] = "respond",
        ["POST /v1/account-actions/{id}/appeal"] = "respond",
        ["POST /v1/account-actions/{id}/appeal/decision"] = "respond",
        ["POST /v1/account-blacklist"] = "decide",
        ["POST /v1/account-blacklist/{id}/removal"] = "decide",
        ["POST /v1/batches"] = "send",
        ["PUT /v1/evidence/{sha256}"] = "send",
        ["POST /v1/notices/{id}/withdrawal"] = "send",
        ["POST /v1/notices/{id}/supplement"] = "send",
        ["POST /v1/notices/{id}/dispute"] = "send",
        ["POST /v1/notices/{id}/extension"] = "respond",
        ["POST /v1/notices/{id}/mediation"] = "send",
        ["POST /v1/notices/{id}/mediation-outcome"] = "send",
        ["POST /v1/notices/{id}/proceeding"] = "send",
        ["POST /v1/notices/{id}/completion"] = "send",
        ["POST /v1/notices/{id}/confirmation"] = "send",
        ["POST /v1/confirmations"] = "send",
        ["PUT /v1/never-touch"] = "send",
        ["POST /v1/notices/{id}/proceeding-outcome"] = "send",
        ["POST /v1/notices/{id}/counter-notice-links"] = "respond",
        ["POST /v1/counter-notices"] = "respond",
        ["POST /v1/inbox/responses"] = "respond",
        ["POST /v1/recalls"] = "send",
        ["POST /v1/held-answers"] = "respond",
        ["POST /v1/held-answers/{id}/undo"] = "respond",
        ["POST /v1/account-actions/responses"] = "respond",
        ["POST /v1/operations/deliveries/retry"] = "operate",
        ["POST /v1/operations/dead-letters/redrive"] = "operate",
        ["DELETE /v1/operations/dead-letters/{id}"] = "operate",
        ["POST /v1/organisations/{id}/erasure"] = "register",
        ["POST /v1/platform-requests"] = "send",
        ["POST /v1/platform-requests/{id}/registration"] = "register",
        ["POST /v1/platform-requests/{id}/refusal"] = "register",
        ["POST /v1/registers/{code}"] = "decide",
        ["PUT /v1/registers/{code}/rows/{id}"] = "decide",
        ["POST /v1/registers/{code}/rows/{id}/removal"] = "decide",
        ["POST /v1/patrols"] = "decide",
        ["POST /v1/inspections"] = "decide",
        ["POST /v1/work-log"] = "decide",
        ["POST /v1/field-work/{id}/withdrawal"] = "decide",
        ["POST /v1/campaigns"] = "decide",
        ["PUT /v1/campaigns/{code}"] = "decide",
        ["POST /v1/campaigns/{code}/filings/{filingId}/acceptance"] = "decide",
        ["POST /v1/campaigns/{code}/filings/{filingId}/return"] = "decide",
        ["POST /v1/campaigns/{code}/tasks"] = "decide",
        ["POST /v1/campaigns/{code}/filings"] = "decide",
        ["POST /v1/campaigns/{code}/actions"] = "decide",
        ["POST /v1/campaigns/{code}/commendations"] = "decide",
        ["POST /v1/campaigns/{code}/tasks/{id}/completion"] = "decide",
        ["POST /v1/supervisions"] = "decide",
        ["POST /v1/supervisions/{id}/reports"] = "decide",
        ["POST /v1/meetings"] = "decide",
        ["POST /v1/cases/{id}/information-requests"] = "decide",
        ["POST /v1/information-requests/{id}/answer"] = "respond",
        ["POST /v1/information-requests/{id}/refusal"] = "respond",
        ["POST /v1/information-requests/{id}/extension"] = "respond",
        ["POST /v1/information-requests/{id}/extension-decision"] = "decide",
        ["POST /v1/self-inspections"] = "decide",
        ["POST /v1/self-inspections/{id}/report"] = "respond",
        ["POST /v1/transparency/notices/{id}/decisions"] = "decide",
        ["POST /v1/transparency/decisions/{id}/approval"] = "decide",
        ["POST /v1/transparency/decisions/{id}/refusal"] = "decide",
        ["POST /v1/transparency/corrections"] = "read",
        ["POST /v1/transparency/corrections/{id}/refusal"] = "decide",
        ["POST /v1/transparency/readers"] = "register",
        ["DELETE /v1/transparency/readers/{id}"] = "register",
        ["POST /v1/own-removals"] = "respond",
        ["PUT /v1/platforms/{id}/profile"] = "decide",
        ["POST /v1/platform-limits"] = "send",
        ["POST /v1/platform-limits/{id}/answer"] = "respond",
        ["PUT /v1/agreements/{id}"] = "operate",
        ["POST /v1/publications"] = "decide",
        ["POST /v1/publications/{id}/approval"] = "decide",
        ["POST /v1/publications/{id}/refusal"] = "decide",
        ["POST /v1/publications/{id}/withdrawal"] = "decide",
        ["POST /v1/publications/{id}/decision-change"] = "decide",
        ["POST /v1/publications/{id}/reply"] = "respond",
        ["PUT /v1/cases/{id}/trace"] = "decide",
        ["GET /v1/cases/{id}/trace"] = "decide",
        ["POST /v1/blacklist-entries"] = "decide",
        ["POST /v1/blacklist-entries/{id}/removal"] = "decide",
        ["PUT /v1/credit-subjects/{uscc}"] = "decide",
        ["POST /v1/compliance/what-if"] = "read",
        ["POST /v1/watches"] = "decide",
        ["DELETE /v1/watches/{id}"] = "decide",
        ["POST /v1/views"] = "read",
        ["DELETE /v1/views/{id}"] = "read",
        ["POST /v1/looks"] = "read",
        ["DELETE /v1/looks/{id}"] = "read",
        ["POST /v1/subscriptions"] = "register",
        ["PATCH /v1/subscriptions/{id}"] = "register",
        ["DELETE /v1/subscriptions/{id}"] = "register",
        ["POST /v1/subscriptions/{id}/secret"] = "register",
        ["POST /v1/subscriptions/{id}/test"] = "register",
        ["POST /v1/subscriptions/{id}/deliveries/{deliveryId}/redelivery"] = "register",
        ["PUT /v1/reports/monthly/{month}"] = "send",
        ["PUT /v1/reports/monthly/{month}/figures/{name}"] = "send",
        ["PUT /v1/reports/monthly/{month}/summary"] = "send",
        ["POST /v1/reports/monthly/{month}/check"] = "decide",
        ["POST /v1/reports/monthly/{month}/signature"] = "decide",
        ["POST /v1/reports/monthly/{month}/submission"] = "decide",
        ["POST /v1/reports/monthly/{month}/acceptance"] = "decide",
        ["POST /v1/reports/monthly/{month}/return"] = "decide",
        ["POST /v1/reports/monthly/{month}/corrections"] = "decide",
        ["PUT /v1/reports/obligations"] = "operate",
        ["POST /v1/reports/filings/{id}/submission"] = "decide",
        ["POST /v1/bulletins"] = "send",
        ["POST /v1/cases"] = "decide",
        ["PATCH /v1/cases/{id}"] = "decide",
        ["POST /v1/cases/{id}/closing"] = "decide",
        ["POST /v1/cases/{id}/steps"] = "decide",
        ["POST /v1/cases/{id}/steps/{stepId}/approval"] = "decide",
        ["POST /v1/cases/{id}/steps/{stepId}/fulfilment"] = "decide",
        ["POST /v1/cases/{id}/transfers"] = "decide",
        ["POST /v1/cases/{id}/transfers/{transferId}/acts"] = "decide",
        ["POST /v1/cases/{id}/requests"] = "decide",
        ["POST /v1/cases/{id}/requests/{requestId}/approval"] = "decide",
        ["POST /v1/cases/{id}/requests/{requestId}/execution"] = "decide",
        ["POST /v1/cases/{id}/requests/{requestId}/refusal"] = "decide",
        ["POST /v1/cases/{id}/requests/{requestId}/lifting"] = "decide",
        ["POST /v1/sandbox/clock"] = "any",
        ["POST /v1/leads"] = "send",
        ["POST /v1/leads/{id}/triage"] = "decide",
        ["POST /v1/leads/{id}/closure"] = "decide",
        ["POST /v1/assistance"] = "send",
        ["POST /v1/assistance/{id}/accept"] = "decide",
        ["POST /v1/assistance/{id}/reply"] = "decide",
        ["POST /v1/assistance/{id}/refuse"] = "decide",
        ["POST /v1/assistance/{id}/transfer"] = "decide",
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
        foreach (var (kind, has, api) in cast.Keys.Where(k => kinds.Split(' ').Contains(k.Kind)))
        {
            var needed = (method, path, kind) switch
            {
                // A platform reports clues with the scope with which it responds.
                ("POST", "/v1/leads", "platform") => "respond",
                ("POST", "/v1/notices/{id}/mediation" or "/v1/notices/{id}/mediation-outcome", "platform") =>
                    "respond",
                ("POST", "/v1/accountability/appeals" or "/v1/account-blacklist"
                    or "/v1/account-blacklist/{id}/removal", "platform") => "respond",
                ("PUT", "/v1/evidence/{sha256}", "platform") => "respond",
                ("PUT", "/v1/platforms/{id}/profile", "platform") => "register",
                _ => NeededBy(method, path),
            };
            var answer = await Routes.CallAsync(api, method, path);
            var open = needed == "any" || has == needed;
            if (open)
            {
                Assert.True(
                    answer.Status < 500
                        && (answer.Status is not 403 || needed == "any" || answer.Code == "person.required"),
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
