using Microsoft.AspNetCore.Http.HttpResults;
using Takedown.Contracts;
using Takedown.Contracts.Json;
using Takedown.Server.Auditing;
using Takedown.Server.Http;
using Takedown.Storage;
using static Takedown.Contracts.OrganisationKind;

namespace Takedown.Server.Registry;

/// <summary>
/// Functions of regulators and the vocabularies: every organisation reads them, the operator writes them.
/// </summary>
internal static class VocabulariesApi
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/v1").WithTags("Policies");

        group.MapGet("/functions", GetFunctionsAsync).For(Operator, Claimant, Platform, Regulator)
            .Scope(KeyScope.Read)
            .Describe("getFunctions", "List the functions of regulators",
                "A regulator is registered with functions; a breach goes to the nearest regulator with the function "
                + "that the regime of the notice gives for its ipType.")
            .Answers<FunctionList>();

        group.MapPut("/functions", PutFunctionsAsync).For(Operator).Scope(KeyScope.Operate)
            .Describe("putFunctions", "Write the next version of the functions",
                "The list is replaced as a whole. A function that a regime or a registered regulator uses may be "
                + "retired and not left out. version and next are ignored.")
            .Accepts<FunctionList>("application/json").Answers<FunctionList>().Fails(400);

        group.MapGet("/vocabularies", ListAsync).For(Operator, Claimant, Platform, Regulator)
            .Scope(KeyScope.Read)
            .Describe("listVocabularies", "List the vocabularies of notices and platforms")
            .Answers<Page<Vocabulary>>();

        group.MapGet("/vocabularies/{axis}", GetAsync).For(Operator, Claimant, Platform, Regulator)
            .Scope(KeyScope.Read)
            .Describe("getVocabulary", "Read the words of one axis").Answers<Vocabulary>().Fails(404);

        group.MapPut("/vocabularies/{axis}", PutAsync).For(Operator).Scope(KeyScope.Operate)
            .Describe("putVocabulary", "Write the next version of a vocabulary",
                "The words are replaced as a whole. A word that the program itself uses may be retired and not left "
                + "out. version is ignored.")
            .Accepts<Vocabulary>("application/json").Answers<Vocabulary>().Fails(400, 404);
    }

    private static async Task<Ok<FunctionList>> GetFunctionsAsync(Database database) =>
        TypedResults.Ok(await database.ReadAsync(VocabularyStore.FunctionsAsync));

    private static async Task<Results<Ok<FunctionList>, ProblemHttpResult>> PutFunctionsAsync(
        HttpContext http, Database database, VocabularyStore store, RegistryCache registryCache, AuditLog audit)
    {
        var (input, problem) = await Body.ReadAsync(http, TakedownJson.Default.FunctionList);
        if (problem is not null) return problem;
        var faults = WordRules.Check(input!, await registryCache.CurrentAsync(http.RequestAborted));
        if (faults.Count > 0) return Problems.Invalid(http, faults);
        var act = http.Act("functions.put");
        return TypedResults.Ok(await database.WriteAsync(async s =>
        {
            var (former, next) = await store.AddAsync(s, input! with { Next = null });
            await audit.AddAsync(s, act, former, next, TakedownJson.Default.FunctionList);
            return next;
        }));
    }

    private static async Task<Ok<Page<Vocabulary>>> ListAsync(Database database) =>
        TypedResults.Ok(new Page<Vocabulary>(await database.ReadAsync(VocabularyStore.VocabulariesAsync), null));

    private static async Task<Results<Ok<Vocabulary>, ProblemHttpResult>> GetAsync(
        string axis, HttpContext http, Database database) =>
        await FindAsync(database, axis) is { } found ? TypedResults.Ok(found) : Problems.NotFound(http);

    private static async Task<Results<Ok<Vocabulary>, ProblemHttpResult>> PutAsync(
        string axis, HttpContext http, Database database, VocabularyStore store, AuditLog audit)
    {
        if (await FindAsync(database, axis) is null) return Problems.NotFound(http);
        var (input, problem) = await Body.ReadAsync(http, TakedownJson.Default.Vocabulary);
        if (problem is not null) return problem;
        var vocabulary = input! with { Axis = axis };
        var faults = WordRules.Check(vocabulary);
        if (faults.Count > 0) return Problems.Invalid(http, faults);
        var act = http.Act("vocabulary.put", axis);
        return TypedResults.Ok(await database.WriteAsync(async s =>
        {
            var (former, next) = await store.AddAsync(s, vocabulary);
            await audit.AddAsync(s, act, former, next, TakedownJson.Default.Vocabulary);
            return next;
        }));
    }

    private static async Task<Vocabulary?> FindAsync(Database database, string axis) =>
        (await database.ReadAsync(VocabularyStore.VocabulariesAsync)).FirstOrDefault(v => v.Axis == axis);
}
