using Microsoft.AspNetCore.Http.HttpResults;
using Takedown.Contracts;
using Takedown.Contracts.Json;
using Takedown.Server.Auditing;
using Takedown.Server.Bodies;
using Takedown.Server.Http;
using Takedown.Server.Registry;
using Takedown.Storage;
using static Takedown.Contracts.OrganisationKind;

namespace Takedown.Server.Profiles;

/// <summary>
/// Profiles of platforms: complaint channels, copyright review, filings, contacts (A17, A18, A23, F04).
/// </summary>
internal static class ProfilesApi
{
    private const string Find =
        """
        SELECT platform_id, version, content, contacts, updated_at, checked_by, checked_by_name, checked_at,
            checked_version, check_note
        FROM platform_profiles WHERE platform_id = @id
        """;

    public static void Map(IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/v1/platforms/{id:guid}/profile").WithTags("Platform");

        group.MapGet("", GetAsync).For(Platform, Regulator, Operator).Scope(KeyScope.Read)
            .Describe("getPlatformProfile", "Read the profile of a platform",
                "A regulator reads those of the platforms in its region.")
            .Answers<PlatformProfileView>().Fails(404);

        group.MapPut("", PutAsync).For(Platform, Regulator).Scope(KeyScope.Decide, KeyScope.Register)
            .Describe("putPlatformProfile", "Write your profile, or record your check of one",
                "The platform writes the whole profile without check; a channel that stays keeps its last check. A "
                + "regulator of its region sends check alone and needs a person's key.")
            .Accepts<PlatformProfileInput>("application/json").Answers<PlatformProfileView>().Fails(400, 404);
    }

    private static async Task<Results<Ok<PlatformProfileView>, ProblemHttpResult>> GetAsync(
        Guid id, HttpContext http, Database database, RegistryCache registryCache)
    {
        var registry = await registryCache.CurrentAsync(http.RequestAborted);
        if (!registry.HasJurisdiction(http.Caller().Id, id)) return Problems.NotFound(http);
        var profile = await database.ReadAsync(s => OfAsync(s, id));
        return TypedResults.Ok(profile.View(registry.Platforms[id].Name));
    }

    private static async Task<Results<Ok<PlatformProfileView>, ProblemHttpResult>> PutAsync(
        Guid id, HttpContext http, Database database, RegistryCache registryCache, AuditLog audit, TimeProvider time)
    {
        var (registry, caller) = (await registryCache.CurrentAsync(http.RequestAborted), http.Caller());
        if (!registry.HasJurisdiction(caller.Id, id)) return Problems.NotFound(http);
        var (input, problem) = await Body.ReadAsync(http, TakedownJson.Default.PlatformProfileInput);
        if (problem is not null) return problem;
        var isOwn = caller.Id == id;
        if (!isOwn && Officer.Of(http, out problem) is null) return problem!;
        var act = http.Act(isOwn ? "platform-profile.put" : "platform-check.put", id);
        (var profile, problem) = await database.WriteAsync<(Profile?, ProblemHttpResult?)>(async s =>
        {
            await s.LockAsync($"platform profile {id}");
            var before = await OfAsync(s, id);
            var faults = isOwn ? ProfileRules.OfPlatform(input!) : ProfileRules.OfBody(input!, before.Said);
            if (faults.Count > 0) return (null, Problems.Invalid(http, faults));
            var now = time.GetUtcNow();
            var after = isOwn ? before.With(input!, now)
                : before.With(input!.Check!, caller.Id, registry.Regulators[caller.Id].Name, now);
            if (before is { UpdatedAt: null, CheckedAt: null }) await s.InsertAsync(Profile.Table, [after]);
            else await s.UpdateAsync(Profile.Table, [after]);
            await audit.AddAsync(s, act, before.Recorded, after.Recorded, TakedownJson.Default.PlatformProfileView);
            return (after, null);
        });
        return problem is not null ? problem : TypedResults.Ok(profile!.View(registry.Platforms[id].Name));
    }

    /// <summary>The stored profile, or an empty one of version 0.</summary>
    private static async Task<Profile> OfAsync(Session s, Guid id) =>
        await s.FirstAsync<Profile>(Find, new { id }) ?? new() { PlatformId = id };
}
