using System.Data.Common;
using Microsoft.AspNetCore.Http.HttpResults;
using Takedown.Contracts;
using Takedown.Contracts.Json;
using Takedown.Server.Auditing;
using Takedown.Server.Http;
using Takedown.Server.Registry;
using Takedown.Storage;
using static Takedown.Contracts.OrganisationKind;

namespace Takedown.Server.Organisations;

/// <summary>The people who act for an organisation.</summary>
internal static class PeopleApi
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/v1").WithTags("Registry").For(Operator, Claimant, Platform, Regulator);

        group.MapPost("/organisations/{id:guid}/people", RegisterAsync).Scope(KeyScope.Register).Idempotent()
            .Describe("registerPerson", "Register a person of an organisation",
                "The operator registers people of any organisation, its own included; others register their own. A "
                + "sign-in subject is given only by a key that may do what the person's role allows.")
            .Accepts<PersonInput>("application/json").Answers<PersonView>(201).Fails(400, 404, 409);

        group.MapGet("/organisations/{id:guid}/people", ListAsync).Scope(KeyScope.Read)
            .Describe("listPeople", "List the people of an organisation, retired ones included").Paged()
            .Answers<Page<PersonView>>().Fails(400, 404);

        group.MapGet("/people/{id:guid}", GetAsync).Scope(KeyScope.Read)
            .Describe("getPerson", "Read a person").Answers<PersonView>().Fails(404);

        group.MapPatch("/people/{id:guid}", ChangePerson.ChangeAsync).Scope(KeyScope.Register)
            .Describe("changePerson", "Change the given fields of a person",
                "null clears title and subject. A changed role takes effect at once: the person's keys can do no more "
                + "than the role allows.")
            .Accepts<PersonInput>("application/json").Answers<PersonView>().Fails(400, 404, 409);

        group.MapDelete("/people/{id:guid}", ChangePerson.RetireAsync).Scope(KeyScope.Register)
            .Describe("retirePerson", "Retire a person: revoke its keys and keep its name on what it did")
            .Answers(204).Fails(404, 409);

        group.MapPost("/people/{id:guid}/keys", CreateKey.OfPersonAsync).Scope(KeyScope.Register).Idempotent()
            .Describe("createPersonKey", "Create a key of a person",
                "The key is shown once. It can do no more than the person's role allows. A person may have five "
                + "active keys.")
            .Accepts<KeyInput>("application/json").Answers<KeyCreated>(201).Fails(400, 404, 409);

        group.MapGet("/people/{id:guid}/keys", ListKeysAsync).Scope(KeyScope.Read)
            .Describe("listPersonKeys", "List the keys of a person").Answers<Page<KeyView>>().Fails(404);
    }

    private static async Task<Results<Created<PersonView>, ProblemHttpResult>> RegisterAsync(
        Guid id, HttpContext http, PersonValidator validator, Database database, OrganisationStore organisations,
        PeopleStore people, StoredAnswers answers, AuditLog audit, Ids ids, TimeProvider time)
    {
        if (!http.Caller().Sees(id) || await organisations.FindAsync(id) is not { } owner)
            return Problems.NotFound(http);
        var (input, problem) = await Body.ReadAsync(http, TakedownJson.Default.PersonInput);
        if (problem is not null) return problem;
        List<InputFault> faults = [.. validator.FaultsOf(input!)];
        if (input!.Name is null) faults.Add("/name", "field.required");
        if (input.Role is null) faults.Add("/role", "field.required");
        if (faults.Count > 0) return Problems.Invalid(http, faults);
        if (input.Subject is not null && Grants.SignInProblem(http, id, owner.Kind, input.Role!.Value) is { } lacking)
            return lacking;
        var person = new Person
        {
            Id = ids.Next(),
            OrganisationId = id,
            Name = input.Name!.Trim(),
            Title = input.Title?.Trim(),
            Role = input.Role!.Value,
            Subject = input.Subject,
            CreatedAt = time.GetUtcNow(),
        };
        var act = http.Act("person.register", person.Id);
        try
        {
            var (made, refused) = await answers.OnceAsync(http, TakedownJson.Default.PersonView, async s =>
            {
                if (!await people.AddAsync(s, person)) return (null, Problems.Conflict(http, "person.too-many"));
                await audit.AddAsync(s, act, null, person.View, TakedownJson.Default.PersonView);
                return (person.View, null);
            });
            return refused is not null ? refused : TypedResults.Created($"/v1/people/{made!.Id}", made);
        }
        catch (DbException error) when (database.Dialect.IsUniqueViolation(error))
        {
            return Problems.Conflict(http, "subject.taken");
        }
    }

    private static async Task<Results<Ok<Page<PersonView>>, ProblemHttpResult>> ListAsync(
        Guid id, HttpContext http, OrganisationStore organisations, PeopleStore people)
    {
        var query = new Query(http);
        var (after, limit) = (query.AfterId, query.Limit);
        if (query.Faults.Count > 0) return Problems.Invalid(http, query.Faults);
        if (!http.Caller().Sees(id) || await organisations.FindAsync(id) is null) return Problems.NotFound(http);
        var rows = await people.ListAsync(id, after, limit + 1);
        return TypedResults.Ok(Pages.Of([.. rows.Select(p => p.View)], limit, p => p.Id.ToString()));
    }

    private static async Task<Results<Ok<PersonView>, ProblemHttpResult>> GetAsync(
        Guid id, HttpContext http, PeopleStore people) =>
        await people.FindAsync(id) is { } person && http.Caller().Sees(person.OrganisationId)
            ? TypedResults.Ok(person.View) : Problems.NotFound(http);

    private static async Task<Results<Ok<Page<KeyView>>, ProblemHttpResult>> ListKeysAsync(
        Guid id, HttpContext http, PeopleStore people, KeyRegister keys) =>
        await people.FindAsync(id) is { } person && http.Caller().Sees(person.OrganisationId)
            ? TypedResults.Ok(new Page<KeyView>(await keys.ListOfPersonAsync(id), null)) : Problems.NotFound(http);
}
