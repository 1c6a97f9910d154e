using Microsoft.AspNetCore.Http.HttpResults;
using Takedown.Contracts;
using Takedown.Contracts.Json;
using Takedown.Core.Routing;
using Takedown.Server.Auditing;
using Takedown.Server.Http;
using Takedown.Server.Registry;
using Takedown.Storage;
using static Takedown.Contracts.OrganisationKind;

namespace Takedown.Server.Organisations;

/// <summary>Claimants ask for the platform of an unknown host; the operator registers it in one call.</summary>
internal static class PlatformRequestsApi
{
    private const int MaxText = 2000;

    public static void Map(IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/v1/platform-requests").WithTags("Registry");

        group.MapPost("", OpenAsync).For(Claimant).Scope(KeyScope.Send).Idempotent()
            .Describe("requestPlatform", "Ask for the registration of the platform of an unknown host",
                "A second request for the same host returns the open one.")
            .Accepts<PlatformRequestInput>("application/json").Answers<PlatformRequestView>(201).Fails(400, 409);

        group.MapGet("", ListAsync).For(Claimant, Operator).Scope(KeyScope.Read)
            .Describe("listPlatformRequests", "List your requests, oldest first; the operator lists all")
            .Paged().Reads("platformRequestStatus").Answers<Page<PlatformRequestView>>().Fails(400);

        group.MapPost("/{id:guid}/registration", RegisterAsync).For(Operator).Scope(KeyScope.Register).Idempotent()
            .Describe("registerRequestedPlatform", "Register the platform of a request",
                "The fields of a platform; hosts is the requested host unless given. Ends all open requests for these "
                + "hosts.")
            .Accepts<OrganisationInput>("application/json").Answers<OrganisationView>(201).Fails(400, 404, 409);

        group.MapPost("/{id:guid}/refusal", RefuseAsync).For(Operator).Scope(KeyScope.Register)
            .Describe("refusePlatformRequest", "Refuse a request").Accepts<PlatformRefusalInput>("application/json")
            .Answers<PlatformRequestView>().Fails(400, 404, 409);
    }

    private static async Task<Results<Created<PlatformRequestView>, ProblemHttpResult>> OpenAsync(
        HttpContext http, PlatformRequestStore store, RegistryCache registryCache, StoredAnswers answers, Ids ids,
        TimeProvider time)
    {
        var (input, problem) = await Body.ReadAsync(http, TakedownJson.Default.PlatformRequestInput);
        if (problem is not null) return problem;
        var url = input!.Host is { Length: > 0 } host ? PlatformsApi.UrlOf(host) : null;
        List<InputFault> faults = [];
        if (string.IsNullOrWhiteSpace(input.Host)) faults.Add(new("/host", "field.required"));
        else if (url is null) faults.Add(new("/host", "host.invalid"));
        if (input.Note?.Length > MaxText) faults.Add(new("/note", "value.too-long", $"{MaxText}"));
        if (faults.Count > 0) return Problems.Invalid(http, faults);
        var registry = await registryCache.GetAsync(http.Caller().Registry, http.RequestAborted);
        if (registry.Hosts.Find(url!) is not null) return Problems.Conflict(http, "host.registered");
        var request = new PlatformRequest
        {
            Id = ids.Next(),
            ClaimantId = http.Caller().Id,
            Host = url!.Host,
            Note = input.Note,
            At = time.GetUtcNow(),
        };
        (var view, problem) = await answers.OnceAsync(http, TakedownJson.Default.PlatformRequestView, async s =>
            await store.OpenAsync(s, request) is { } open ? (open.View, null)
                : (null, Problems.Conflict(http, "platform-requests.too-many")));
        return problem is not null ? problem : TypedResults.Created($"/v1/platform-requests/{view!.Id}", view);
    }

    private static async Task<Results<Ok<Page<PlatformRequestView>>, ProblemHttpResult>> ListAsync(
        HttpContext http, PlatformRequestStore store)
    {
        var query = new Query(http);
        var (limit, after, status) = (query.Limit, query.AfterId, query.Word<PlatformRequestStatus>("status"));
        if (query.Faults.Count > 0) return Problems.Invalid(http, query.Faults);
        Guid? claimant = http.Caller() is { Kind: Claimant, Id: var id } ? id : null;
        var rows = await store.ListAsync(claimant, status, after, limit + 1);
        return TypedResults.Ok(Pages.Of(
            [.. rows.Select(r => r.View)], limit, r => r.Id.ToString(),
            r => PageBytes.Around + PageBytes.Length(r.Note) + PageBytes.Length(r.Reason)));
    }

    private static async Task<Results<Created<OrganisationView>, ProblemHttpResult>> RegisterAsync(
        Guid id, HttpContext http, PlatformRequestStore store, RegisterOrganisation register, Database database,
        TimeProvider time)
    {
        var (input, problem) = await Body.ReadAsync(http, TakedownJson.Default.OrganisationInput);
        if (problem is not null) return problem;
        if (await database.ReadAsync(s => PlatformRequestStore.FindAsync(s, id)) is not { } request)
            return Problems.NotFound(http);
        if (input!.Kind is not (null or Platform))
            return Problems.Invalid(http, new InputFault("/kind", "field.fixed"));
        var platform = input with { Kind = Platform, Hosts = input.Hosts ?? [request.Host] };
        if (!Covers(platform.Hosts, request.Host))
            return Problems.Invalid(http, new InputFault("/hosts", "platform-request.host-missing", request.Host));
        return await register.RegisterAsync(http, platform, async (s, made) =>
        {
            var open = await store.LockAsync(s, id);
            // Decided by this request's own commit whose confirmation was lost.
            if (open!.PlatformId == made) return null;
            if (open.Status is not PlatformRequestStatus.Open)
                return Problems.Conflict(http, "platform-request.decided");
            await PlatformRequestStore.DecideAsync(s, open with
            {
                Status = PlatformRequestStatus.Registered, DecidedAt = time.GetUtcNow(), PlatformId = made,
            });
            return null;
        });
    }

    private static bool Covers(IReadOnlyList<string> hosts, string host)
    {
        List<(HostPattern, Guid)> patterns = [];
        foreach (var text in hosts)
            if (HostPattern.Parse(text, out var pattern) is HostFault.None) patterns.Add((pattern!, Guid.Empty));
        // Parts of a site cover its host as far as a platform can have it.
        return patterns.Exists(p => p.Item1.Host == host)
            || (PlatformsApi.UrlOf(host) is { } url && new HostIndex(patterns).Find(url) is not null);
    }

    private static async Task<Results<Ok<PlatformRequestView>, ProblemHttpResult>> RefuseAsync(
        Guid id, HttpContext http, PlatformRequestStore store, Database database, AuditLog audit, TimeProvider time)
    {
        var (input, problem) = await Body.ReadAsync(http, TakedownJson.Default.PlatformRefusalInput);
        if (problem is not null) return problem;
        if (string.IsNullOrWhiteSpace(input!.Reason))
            return Problems.Invalid(http, new InputFault("/reason", "field.required"));
        if (input.Reason.Length > MaxText)
            return Problems.Invalid(http, new InputFault("/reason", "value.too-long", $"{MaxText}"));
        var act = http.Act("platform-request.refuse", id);
        var (found, refused) = await database.WriteAsync<(bool, PlatformRequest?)>(async s =>
        {
            if (await store.LockAsync(s, id) is not { } open) return (false, null);
            if (open.Status is not PlatformRequestStatus.Open) return (true, null);
            var after = open with
            {
                Status = PlatformRequestStatus.Refused, DecidedAt = time.GetUtcNow(), Reason = input.Reason,
            };
            await PlatformRequestStore.DecideAsync(s, after);
            await audit.AddAsync(s, act, open.View, after.View, TakedownJson.Default.PlatformRequestView);
            return (true, after);
        });
        return refused is not null ? TypedResults.Ok(refused.View)
            : found ? Problems.Conflict(http, "platform-request.decided") : Problems.NotFound(http);
    }
}
