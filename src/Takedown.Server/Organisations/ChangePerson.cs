using System.Data.Common;
using Microsoft.AspNetCore.Http.HttpResults;
using Takedown.Contracts;
using Takedown.Contracts.Json;
using Takedown.Server.Auditing;
using Takedown.Server.Hosting;
using Takedown.Server.Http;
using Takedown.Server.Registry;
using Takedown.Storage;

namespace Takedown.Server.Organisations;

/// <summary>Changes and retires people.</summary>
internal static class ChangePerson
{
    /// <summary>Fields that a null clears.</summary>
    private static readonly string[] Clearable = ["/title", "/subject"];

    public static async Task<Results<Ok<PersonView>, ProblemHttpResult>> ChangeAsync(
        Guid id, HttpContext http, PersonValidator validator, Database database, OrganisationStore organisations,
        PeopleStore people, AuditLog audit, ChangeNotifier notifier)
    {
        var act = http.Act("person.change", id);
        var (input, problem) = await Body.ReadAsync(http, TakedownJson.Default.PersonInput, validator);
        if (problem is not null) return problem;
        List<InputFault> faults = [.. input!.Nulls.Except(Clearable).Select(p => new InputFault(p, "field.required"))];
        if (faults.Count > 0) return Problems.Invalid(http, faults);
        try
        {
            var (changed, refused) = await database.WriteAsync(async s =>
            {
                if (await LockAsync(s, id, http) is not { } before) return (null, Problems.NotFound(http));
                if (before.RetiredAt is not null) return (null, Problems.Conflict(http, "person.retired"));
                var after = before with
                {
                    Name = input!.Name?.Trim() ?? before.Name,
                    Title = input.Title?.Trim() ?? (input.Nulls.Contains("/title") ? null : before.Title),
                    Role = input.Role ?? before.Role,
                    Subject = input.Subject ?? (input.Nulls.Contains("/subject") ? null : before.Subject),
                };
                var kind = (await organisations.FindAsync(s, before.OrganisationId))!.Kind;
                var signsIn = after.Subject is not null && (after.Subject, after.Role) != (before.Subject, before.Role);
                if (signsIn && Grants.SignInProblem(http, after.OrganisationId, kind, after.Role) is { } lacking)
                    return (null, lacking);
                return await SaveAsync(s, http, people, before, after, audit, act);
            });
            if (refused is not null) return refused;
            notifier.Notify(ChangeTopic.Keys);
            return TypedResults.Ok(changed!.View);
        }
        catch (DbException error) when (database.Dialect.IsUniqueViolation(error))
        {
            return Problems.Conflict(http, "subject.taken");
        }
    }

    public static async Task<Results<NoContent, ProblemHttpResult>> RetireAsync(
        Guid id, HttpContext http, Database database, PeopleStore people, AuditLog audit, ChangeNotifier notifier,
        TimeProvider time)
    {
        var (act, isDone) = (http.Act("person.retire", id), false);
        var refused = await database.WriteAsync(async s =>
        {
            var person = await LockAsync(s, id, http);
            // It is retired if the transaction runs again because the confirmation of its commit was lost.
            if (person?.RetiredAt is not null && isDone) return null;
            if (person is not { RetiredAt: null }) return Problems.NotFound(http);
            var (_, problem) = await SaveAsync(
                s, http, people, person, person with { RetiredAt = time.GetUtcNow() }, audit, act);
            isDone = problem is null;
            return problem;
        });
        if (refused is not null) return refused;
        notifier.Notify(ChangeTopic.Keys);
        return TypedResults.NoContent();
    }

    /// <summary>Reads a person for a change; null if the caller does not see it.</summary>
    private static async Task<Person?> LockAsync(Session s, Guid id, HttpContext http)
    {
        if (await PeopleStore.FindAsync(s, id) is not { } person || !http.Caller().Sees(person.OrganisationId))
            return null;
        await KeyRegister.LockAsync(s, person.OrganisationId);
        return await PeopleStore.FindAsync(s, id);
    }

    /// <summary>Saves a change, unless it leaves the operator without a key that may do everything.</summary>
    private static async Task<(Person? Person, ProblemHttpResult? Problem)> SaveAsync(
        Session s, HttpContext http, PeopleStore people, Person before, Person after, AuditLog audit, AuditAct act)
    {
        var keys = await KeyRegister.OfOrganisationAsync(s, before.OrganisationId);
        var remaining = keys
            .Where(k => k.PersonId != after.Id || after.RetiredAt is null)
            .Select(k => k.PersonId == after.Id ? k with { Role = after.Role } : k);
        if (KeyRegister.RemainsIn(keys) && !KeyRegister.RemainsIn(remaining))
            return (null, Problems.Conflict(http, "key.last"));
        await people.UpdateAsync(s, before, after);
        await audit.AddAsync(s, act, before.View, after.View, TakedownJson.Default.PersonView);
        return (after, null);
    }
}
