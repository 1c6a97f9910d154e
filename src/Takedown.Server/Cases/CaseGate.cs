using Microsoft.AspNetCore.Http.HttpResults;
using Takedown.Contracts;
using Takedown.Server.Bodies;
using Takedown.Server.Http;
using Takedown.Server.Registry;
using Takedown.Storage;

namespace Takedown.Server.Cases;

/// <summary>A case that a person of its body acts on.</summary>
internal readonly record struct OwnCase(CaseRow Row, Officer Officer);

/// <summary>The checks before an act on a case, in the order in which they are answered.</summary>
internal static class CaseGate
{
    /// <summary>
    /// Locks an open case for an act of a person of its body: 404 for a case that the caller may not read, 403 for the
    /// key of an organisation and for bodies that only read it, 409 for a closed one.
    /// </summary>
    public static async Task<(OwnCase? Own, ProblemHttpResult? Problem)> ActAsync(
        this CaseStore cases, Session s, HttpContext http, RegistrySnapshot registry, Guid id)
    {
        var row = await cases.LockAsync(s, id);
        if (row is null || !CaseStore.IsReadBy(row, registry, http.Caller())) return (null, Problems.NotFound(http));
        if (Officer.Of(http, out var problem) is not { } officer) return (null, problem);
        if (!CaseStore.IsDecidedBy(row, http.Caller())) return (null, NotYours(http));
        return row.State is CaseState.Closed ? (null, Problems.Conflict(http, "case.closed"))
            : (new OwnCase(row, officer), null);
    }

    /// <summary>The body reads the case and does not decide it.</summary>
    public static ProblemHttpResult NotYours(HttpContext http) =>
        Problems.Of(http, StatusCodes.Status403Forbidden, "case.not-yours");
}
