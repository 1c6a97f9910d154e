using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Http.HttpResults;
using Takedown.Contracts;
using Takedown.Contracts.Json;
using Takedown.Core.Credit;
using Takedown.Server.Auditing;
using Takedown.Server.Bodies;
using Takedown.Server.Http;
using Takedown.Server.Registry;
using Takedown.Storage;
using static Takedown.Contracts.OrganisationKind;

namespace Takedown.Server.Credit;

/// <summary>Decisions for credit publication, by unified social credit code (D33–D35).</summary>
internal static class CreditApi
{
    private const int MaxName = 300;

    private static readonly (string Heading, Func<CreditLine, object?> Value)[] Columns =
    [
        ("uscc", l => l.Uscc),
        ("name", l => l.Name),
        ("grade", l => l.Grade),
        ("points", l => l.Points),
        ("penalties", l => l.Counters.Penalties),
        ("exposures", l => l.Counters.Exposures),
        ("escalations", l => l.Counters.Escalations),
        ("openEscalations", l => l.Counters.OpenEscalations),
        ("unansweredRequests", l => l.Counters.UnansweredRequests),
        ("lateAnswers", l => l.Counters.LateAnswers),
        ("overdueSelfInspections", l => l.Counters.OverdueSelfInspections),
        ("blacklisted", l => l.Counters.Blacklisted ? "true" : "false"),
        ("blacklistBasis", l => string.Join("; ", l.Blacklist.Select(b => b.Basis))),
        ("blacklistFrom", l => l.Blacklist.Select(b => (DateOnly?)b.From).Min()?.ToString("yyyy-MM-dd", Invariant)),
        ("blacklistTo", l => l.Blacklist.Select(b => (DateOnly?)b.To).Max()?.ToString("yyyy-MM-dd", Invariant)),
    ];

    private static CultureInfo Invariant => CultureInfo.InvariantCulture;

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/v1/exports/credit", ExportAsync).WithTags("Regulator").For(Regulator, Operator)
            .Scope(KeyScope.Read)
            .Describe("exportCredit", "Export grades and blacklist entries by unified social credit code",
                "Each grade is shown with the counters that it is computed from. format=csv or Accept: text/csv gives "
                + "all lines.")
            .Paged().Reads("creditFormat").Answers<Page<CreditLine>>().Fails(400);

        routes.MapPut("/v1/credit-subjects/{uscc}", PutAsync).WithTags("Regulator").For(Regulator)
            .Scope(KeyScope.Decide)
            .Describe("putCreditSubject",
                "Register the code of a company, or of a platform in your region, for the export",
                "Needs a person's key.")
            .Accepts<CreditSubjectInput>("application/json").Answers<CreditLine>().Fails(400, 404, 409);
    }

    private static async Task<Results<Ok<Page<CreditLine>>, ContentHttpResult, ProblemHttpResult>> ExportAsync(
        HttpContext http, Database database, RegistryCache registryCache, TimeProvider time)
    {
        var query = new Query(http);
        var (limit, after, format) = (query.Limit, query.Text("after") ?? "", query.OneOf("format", "json", "csv"));
        if (query.Faults.Count > 0) return Problems.Invalid(http, query.Faults);
        var registry = await registryCache.CurrentAsync(http.RequestAborted);
        var reader = Reader.Of(registry, http.Caller());
        var now = time.GetUtcNow();
        Task<IReadOnlyList<CreditLine>> PageAsync(string from, int take) =>
            database.ReportAsync(s => CreditStore.ListAsync(s, registry, reader, now, from, take));

        var wantsCsv = format is null ? http.Request.GetTypedHeaders().Accept
            .Any(a => a.MediaType.Equals(CsvText.MediaType, StringComparison.OrdinalIgnoreCase)) : format == "csv";
        if (!wantsCsv)
            return TypedResults.Ok(Pages.Of(await PageAsync(after, limit + 1), limit, l => l.Uscc));
        var csv = new StringBuilder().Append(CsvText.ByteOrderMark).Row(Columns.Select(c => c.Heading));
        while (await PageAsync(after, Query.MaxLimit) is { Count: > 0 } lines)
        {
            foreach (var line in lines)
                csv.Row(Columns.Select(c => Convert.ToString(c.Value(line), CultureInfo.InvariantCulture)));
            after = lines[^1].Uscc;
        }
        http.Response.Headers.ContentDisposition = "attachment; filename=credit.csv";
        return TypedResults.Text(csv.ToString(), CsvText.ContentType, Encoding.UTF8);
    }

    private static async Task<Results<Ok<CreditLine>, ProblemHttpResult>> PutAsync(
        string uscc, HttpContext http, Database database, RegistryCache registryCache, AuditLog audit,
        TimeProvider time)
    {
        var (input, problem) = await Body.ReadAsync(http, TakedownJson.Default.CreditSubjectInput);
        if (problem is not null) return problem;
        var registry = await registryCache.CurrentAsync(http.RequestAborted);
        List<InputFault> faults = [];
        faults.CheckText(input!.Name, MaxName, "/name");
        if (input.PlatformId is { } platform && !registry.HasJurisdiction(http.Caller().Id, platform))
            faults.Add("/platformId", "platform.not-found");
        if (faults.Count > 0) return Problems.Invalid(http, faults);
        if (!CreditCode.IsValid(uscc)) return Problems.NotFound(http);
        if (Officer.Of(http, out problem) is not { } officer) return problem!;
        var body = registry.Regulators[officer.OrganisationId];
        var act = http.Act("credit-subject.put", uscc);
        var now = time.GetUtcNow();
        (var line, problem) = await database.WriteAsync<(CreditLine?, ProblemHttpResult?)>(async s =>
        {
            await s.LockAsync("credit subjects");
            var known = await CreditStore.FindAsync(s, uscc);
            if (known is not null && !registry.Reads(body.Id, known.BodyId, known.Region, known.Function))
                return (null, Problems.Conflict(http, "credit-subject.taken"));
            var row = new CreditSubject
            {
                Uscc = uscc,
                Name = input.Name!,
                PlatformId = input.PlatformId,
                BodyId = known?.BodyId ?? body.Id,
                Region = known?.Region ?? body.Region,
                Function = known?.Function ?? body.FunctionList[0],
                At = now,
            };
            if (known is null) await s.InsertAsync(CreditSubject.Table, [row]);
            else await s.UpdateAsync(CreditSubject.Table, [row]);
            var made = (await CreditStore.ListAsync(
                s, registry, Reader.Of(registry, http.Caller()), now, uscc[..^1], 1)).First(l => l.Uscc == uscc);
            await audit.AddAsync(s, act, null, made, TakedownJson.Default.CreditLine);
            return (made, null);
        });
        return problem is not null ? problem : TypedResults.Ok(line);
    }
}
