using Microsoft.AspNetCore.Http.HttpResults;
using Takedown.Contracts;
using Takedown.Server.Http;
using Takedown.Server.Registry;
using Takedown.Storage;
using static Takedown.Contracts.OrganisationKind;

namespace Takedown.Server.Notices;

/// <summary>Who reads a notice, and all that goes with it.</summary>
internal static class NoticeReader
{
    public static bool MayRead(Caller caller, NoticeRow notice, RegistrySnapshot registry) => caller.Kind switch
    {
        Operator => true,
        Claimant => notice.ClaimantId == caller.Id,
        Platform => notice.PlatformId == caller.Id && notice.DeliveredAt is not null,
        Regulator => notice.ClaimantId == caller.Id
            || SeesAs(caller, notice, registry) is not null,
    };

    /// <summary>What goes with a notice, for everybody who may read the notice.</summary>
    /// <param name="http">The request.</param>
    /// <param name="database">The database.</param>
    /// <param name="registry">The registry.</param>
    /// <param name="id">The notice.</param>
    /// <param name="read">Reads it; null if there is none.</param>
    public static async Task<Results<Ok<T>, ProblemHttpResult>> WithAsync<T>(
        HttpContext http, Database database, RegistrySnapshot registry, Guid id,
        Func<Session, NoticeRow, Task<T?>> read) where T : class
    {
        var view = await database.ReadAsync(async s =>
            await NoticeStore.FindAsync(s, id) is { } notice && MayRead(http.Caller(), notice, registry)
                ? await read(s, notice) : null);
        return view is null ? Problems.NotFound(http) : TypedResults.Ok(view);
    }

    /// <summary>The body of the accused reads no contact of a claimant of another region.</summary>
    public static bool HidesContacts(Caller caller, NoticeRow notice, RegistrySnapshot registry) =>
        caller.Kind is Regulator && notice.ClaimantId != caller.Id
        && SeesAs(caller, notice, registry) is SeenAs.Accused;

    private static SeenAs? SeesAs(Caller caller, NoticeRow notice, RegistrySnapshot registry) => registry.SeesAs(
        caller.Id, notice.PlatformId, registry.FunctionOf(notice.Regime, notice.Function), notice.ClaimantRegion,
        notice.AccusedRegion);
}
