using System.Security.Cryptography;
using Microsoft.AspNetCore.Http.HttpResults;
using Takedown.Contracts;
using Takedown.Contracts.Json;
using Takedown.Core.Keys;
using Takedown.Server.Auditing;
using Takedown.Server.Http;
using Takedown.Server.Registry;
using Takedown.Storage;
using static Takedown.Contracts.OrganisationKind;

namespace Takedown.Server.Transparency.Readers;

/// <summary>Keys of researchers, who read whole URLs of the public record and more of it in a minute.</summary>
internal static class RecordReadersApi
{
    private const int MaxName = 200;

    public static void Map(IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/v1/transparency/readers").WithTags("Public").For(Operator);

        group.MapPost("", CreateAsync).Scope(KeyScope.Register).Idempotent()
            .Describe("createRecordReader", "Create a researcher's key to the public record",
                "The key is shown once. It reads the public record and nothing else: with whole URLs, and with a "
                + "larger allowance.")
            .Accepts<RecordReaderInput>("application/json").Answers<RecordReaderCreated>(201).Fails(400, 409);

        group.MapGet("", ListAsync).Scope(KeyScope.Read)
            .Describe("listRecordReaders", "List researchers' keys, oldest first", "Revoked ones included.")
            .Paged().Answers<Page<RecordReaderView>>().Fails(400);

        group.MapDelete("/{id:guid}", RevokeAsync).Scope(KeyScope.Register)
            .Describe("revokeRecordReader", "Revoke a researcher's key",
                "With immediate effect, or where the public record is a store of its own as soon as it has followed.")
            .Answers(204).Fails(404);
    }

    private static async Task<Results<Created<RecordReaderCreated>, ProblemHttpResult>> CreateAsync(
        HttpContext http, RecordReaderStore readers, StoredAnswers answers, AuditLog audit, Ids ids, TimeProvider time)
    {
        var (input, problem) = await Body.ReadAsync(http, TakedownJson.Default.RecordReaderInput);
        if (problem is not null) return problem;
        List<InputFault> faults = [];
        faults.CheckText(input!.Name, MaxName, "/name");
        if (faults.Count > 0) return Problems.Invalid(http, faults);
        var key = KeyText.NewReader(RandomNumberGenerator.GetBytes(KeyText.RandomBytes));
        var row = new RecordReaderRow
        {
            Id = ids.Next(),
            Name = input.Name!.Trim(),
            Hash = KeyStore.Hash(key),
            Prefix = KeyText.PrefixOf(key)!,
            Version = 1,
            CreatedAt = time.GetUtcNow(),
        };
        var act = http.Act("record-reader.create", row.Id);
        var (made, refused) = await answers.OnceAsync(http, TakedownJson.Default.RecordReaderCreated, async s =>
        {
            await readers.AddAsync(s, row);
            await audit.AddAsync(s, act, null, row.View, TakedownJson.Default.RecordReaderView);
            return (new RecordReaderCreated { Id = row.Id, Name = row.Name, Key = key }, null);
        });
        return refused is not null ? refused
            : TypedResults.Created($"/v1/transparency/readers/{made!.Id}", made);
    }

    private static async Task<Results<Ok<Page<RecordReaderView>>, ProblemHttpResult>> ListAsync(
        HttpContext http, Database database)
    {
        var query = new Query(http);
        var (limit, after) = (query.Limit, query.AfterId);
        if (query.Faults.Count > 0) return Problems.Invalid(http, query.Faults);
        var rows = await database.ReadAsync(
            s => RecordReaderStore.ListAsync(s, after ?? Guid.Empty, limit + 1));
        return TypedResults.Ok(Pages.Of<RecordReaderView>([.. rows.Select(r => r.View)], limit, r => r.Id.ToString()));
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> RevokeAsync(
        Guid id, HttpContext http, RecordReaderStore readers, Database database, AuditLog audit, TimeProvider time)
    {
        var act = http.Act("record-reader.revoke", id);
        var isDone = await database.WriteAsync(async s =>
        {
            if (!await readers.RevokeAsync(s, id, time.GetUtcNow())) return false;
            await audit.AddAsync(s, act);
            return true;
        });
        return isDone ? TypedResults.NoContent() : Problems.NotFound(http);
    }
}
