using Microsoft.AspNetCore.Http.HttpResults;
using Takedown.Contracts;
using Takedown.Core.Targets;
using Takedown.Server.Http;
using Takedown.Server.Registry;
using Takedown.Storage;
using static Takedown.Contracts.OrganisationKind;

namespace Takedown.Server.OwnRemovals;

/// <summary>What platforms remove without a notice (巡查清理; A22).</summary>
internal static class OwnRemovalsApi
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/v1/own-removals").WithTags("Platform");

        group.MapPost("", RecordOwnRemovals.HandleAsync).For(Platform).Scope(KeyScope.Respond).Idempotent()
            .Describe("recordOwnRemovals", "Record up to 10,000 removals that you made without a notice",
                "Each removal has its own result. One with the URL and the time of an earlier one is unchanged; one "
                + "that cannot be read or is not allowed is refused with a code, a message and a pointer, and the "
                + "others are recorded. They are counted apart from notices and count no strikes.")
            .Limited(LimitKind.Bulk)
            .Accepts<OwnRemovalsInput>("application/json").Answers<OwnRemovalsView>().Fails(400, 409, 413);

        group.MapGet("", ListAsync).For(Platform, Regulator, Operator).Scope(KeyScope.Read)
            .Describe("listOwnRemovals", "List removals that platforms made without a notice, oldest first",
                "A platform lists its own, a regulator those of the platforms in its region.")
            .Paged().Reads("platform", "removalAccount").Answers<Page<OwnRemovalView>>().Fails(400, 404);
    }

    private static async Task<Results<Ok<Page<OwnRemovalView>>, ProblemHttpResult>> ListAsync(
        HttpContext http, Database database, RegistryCache registryCache)
    {
        var query = new Query(http);
        var (limit, after, platform, account) =
            (query.Limit, query.AfterId, query.Id("platform"), AccountText.Of(query.Text("account")));
        if (query.Faults.Count > 0) return Problems.Invalid(http, query.Faults);
        var (registry, caller) = (await registryCache.CurrentAsync(http.RequestAborted), http.Caller());
        if (platform is { } named && !registry.HasJurisdiction(caller.Id, named)) return Problems.NotFound(http);
        IReadOnlyList<Guid> platforms = platform is { } one ? [one] : registry.PlatformsOf(caller.Id);
        var rows = await database.ReadAsync(s =>
            OwnRemovalStore.ListAsync(s, platforms, account, after ?? Guid.Empty, limit + 1));
        return TypedResults.Ok(Pages.Of(
            [.. rows.Select(r => r.View(registry.Platforms.GetValueOrDefault(r.PlatformId)?.Name))],
            limit, v => v.Id.ToString(), Length));
    }

    private static long Length(OwnRemovalView view) =>
        PageBytes.Around + PageBytes.Length(view.Url) + PageBytes.Length(view.Ground)
            + PageBytes.Length(view.Account?.Id) + PageBytes.Length(view.Account?.Name);
}
