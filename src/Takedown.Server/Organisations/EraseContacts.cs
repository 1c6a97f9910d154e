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
    public static async Task<Results<Ok<ErasureView>, ProblemHttpResult>> HandleAsync(
        Guid id, HttpContext http, Database database, OrganisationStore store, ContactErasure erasure, AuditLog audit)
    {
        var act = http.Act("contacts.erase", id);
        var found = await database.WriteAsync(async s =>
        {
            if (await store.LockAsync(s, id) is not { } before) return false;
            var after = before with { Email = null, Phone = null, Address = null };
            await store.UpdateAsync(s, after);
            await audit.AddAsync(s, act, before.Recorded, after.Recorded, TakedownJson.Default.OrganisationView);
            return true;
        });
        if (!found) return Problems.NotFound(http);
        var (erased, open) = await erasure.RunAsync(id, http.RequestAborted);
        return TypedResults.Ok(new ErasureView { Notices = erased, Open = open });
    }
}
