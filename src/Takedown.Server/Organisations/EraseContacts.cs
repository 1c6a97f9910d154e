using Microsoft.AspNetCore.Http.HttpResults;
using Takedown.Contracts;
using Takedown.Contracts.Json;
using Takedown.Server.Auditing;
using Takedown.Server.Http;
using Takedown.Server.Notices;
using Takedown.Server.Registry;
using Takedown.Storage;

namespace Takedown.Server.Organisations;

/// <summary><c>POST /v1/organisations/{id}/erasure</c>.</summary>
internal static class EraseContacts
{
    private const string ForgetProfile = "UPDATE platform_profiles SET contacts = NULL WHERE platform_id = @id";

    public static async Task<Results<Ok<ErasureView>, ProblemHttpResult>> HandleAsync(
        Guid id, HttpContext http, Database database, OrganisationStore store, ContactErasure erasure,
        RegistryCache registryCache, AuditLog audit)
    {
        var regimes = (await registryCache.GetAsync(http.Caller().Registry, http.RequestAborted)).RegimeSet;
        var act = http.Act("contacts.erase", id);
        var found = await database.WriteAsync(async s =>
        {
            if (await store.LockAsync(s, id) is not { } before) return false;
            var after = before with { Email = null, Phone = null, Address = null };
            await store.UpdateAsync(s, after);
            await s.ExecuteAsync(ForgetProfile, new { id });
            await audit.AddAsync(
                s, act, before.Recorded(regimes), after.Recorded(regimes), TakedownJson.Default.OrganisationView);
            return true;
        });
        if (!found) return Problems.NotFound(http);
        var (erased, open) = await erasure.RunAsync(id, http.RequestAborted);
        return TypedResults.Ok(new ErasureView { Notices = erased, Open = open });
    }
}
