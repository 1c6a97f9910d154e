using Microsoft.AspNetCore.Http.HttpResults;
using Takedown.Contracts;
using Takedown.Core.Packs;
using Takedown.Server.Http;
using Takedown.Server.Registry;
using Takedown.Storage;
using static Takedown.Contracts.OrganisationKind;

namespace Takedown.Server.Registers;

/// <summary>The registers of the regulators: their fields, their lists and their rows.</summary>
internal static class RegistersApi
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/v1/registers").WithTags("Regulator");

        group.MapGet("", ListAsync).For(Regulator, Platform, Operator).Scope(KeyScope.Read)
            .Describe("listRegisters", "List the registers with their fields, and the lists that you may read",
                "Each list has its owner and the time of its last change.")
            .Answers<Page<RegisterView>>();

        group.MapGet("/{code}", ReadAsync).For(Regulator, Platform, Operator).Scope(KeyScope.Read)
            .Describe("readRegister", "Read the rows of a register, oldest first",
                "A body reads the lists of its region and functions, a platform the published ones of the bodies above "
                + "it. An ETag changes with each change of these lists: If-None-Match answers 304. format=csv, or "
                + "Accept: text/csv, downloads all rows from after on.")
            .Paged().Reads("registerOwner", "name", "rowsAsOf", "registerFormat")
            .Answers<Page<RegisterRow>>().Produces<string>(200, CsvText.MediaType).Answers(304).Fails(400, 404);

        group.MapPost("/{code}", WriteRegister.HandleAsync).For(Regulator).Scope(KeyScope.Decide)
            .Describe("writeRegister", "Add a row to your list of a register, or import a file",
                "JSON adds one row and answers 201. text/csv (UTF-8) with headings in Chinese or English, or the "
                + "names of the fields, is an import of at most 200,000 rows, at most 64 MiB, and answers 200: it adds "
                + "and changes rows by the key of the register. Unless partial=true, a file with a bad row stores "
                + "nothing and is answered 400. replace=true removes the rows that are not in the file. dryRun=true "
                + "tells the difference and stores nothing. An apostrophe before a formula is taken away. Needs a "
                + "person's key.")
            .Reads("dryRun", "partial", "replace")
            .Accepts<RegisterRowInput>("application/json", CsvText.MediaType)
            .Answers<RegisterRow>(201).Answers<RegisterImport>().Fails(400, 404, 409, 413);

        RegisterRowsApi.Map(group);
    }

    private static async Task<Ok<Page<RegisterView>>> ListAsync(
        HttpContext http, Database database, RegistryCache registryCache)
    {
        var caller = http.Caller();
        var registry = await registryCache.GetAsync(caller.Registry, http.RequestAborted);
        var views = await database.ReportAsync(async s =>
        {
            List<RegisterView> all = [];
            foreach (var register in DefaultPack.Registers)
            {
                if (RegisterReaders.Find(register.Code, caller) is null) continue;
                all.Add(await ListStore.ViewAsync(s, register, registry.OwnersOf(register, caller)));
            }
            return all;
        });
        return TypedResults.Ok(new Page<RegisterView>(views, null));
    }

    private static async Task<IResult> ReadAsync(
        string code, HttpContext http, RegisterStore store, Database database, RegistryCache registryCache)
    {
        var query = new Query(http);
        var (after, limit, owner) = (query.AfterId ?? Guid.Empty, query.Limit, query.Id("owner"));
        var (name, asOf, isCsv) = (query.Text("name"), query.Instant("asOf"), RegisterCsv.IsWanted(http, query));
        if (query.Faults.Count > 0) return Problems.Invalid(http, query.Faults);
        var caller = http.Caller();
        if (RegisterReaders.Find(code, caller) is not { } register) return Problems.NotFound(http);
        var registry = await registryCache.GetAsync(caller.Registry, http.RequestAborted);
        var owners = registry.OwnersOf(register, caller);
        if (owner is { } one) owners = owners?.Contains(one) is false ? [] : [one];
        var tag = await database.ReadAsync(s => ListStore.TagAsync(
            s, register, owners, $"{http.Request.QueryString} {isCsv} {Language.Of(http)}"));
        http.Response.Headers.ETag = tag;
        http.Response.Headers.CacheControl = "private, no-cache";
        if (http.Request.GetTypedHeaders().IfNoneMatch.Any(known => known.Tag == tag || known.Tag == "*"))
            return TypedResults.StatusCode(StatusCodes.Status304NotModified);
        var filter = new RowFilter(code, owners)
        {
            AsOf = asOf,
            Name = name is null ? null : Core.Targets.DuplicateKey.Folded(name),
        };
        if (isCsv) return RegisterCsv.Of(http, store, database, register, filter, after);
        var rows = await store.ListAsync(filter, after, limit + 1);
        var names = await database.ReadAsync(s => OrganisationNames.OfAsync(s, rows.Select(r => r.BodyId)));
        return TypedResults.Ok(Pages.Of(
            [.. rows.Select(r => r.View(register, names))], limit, r => r.Id.ToString(),
            r => PageBytes.Around + r.Fields.Sum(f => PageBytes.Length(f.Value.GetRawText()))));
    }
}
