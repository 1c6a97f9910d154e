using Microsoft.AspNetCore.Http.HttpResults;
using Takedown.Contracts;
using Takedown.Server.Http;

namespace Takedown.Server.Bodies;

/// <summary>The person who acts, always that of the key and never of a text.</summary>
/// <param name="PersonId">The person.</param>
/// <param name="Name">Its name at this time.</param>
/// <param name="OrganisationId">The body.</param>
/// <param name="Role">Its role there.</param>
internal sealed record Officer(Guid PersonId, string Name, Guid OrganisationId, PersonRole Role)
{
    /// <summary>
    /// The person of the request. Without one there is a problem: an organisation's own key reads and submits, it
    /// decides nothing.
    /// </summary>
    public static Officer? Of(HttpContext http, out ProblemHttpResult? problem)
    {
        var caller = http.Caller();
        problem = caller.PersonId is null
            ? Problems.Of(http, StatusCodes.Status403Forbidden, "person.required") : null;
        return caller is { PersonId: { } person, Role: { } role }
            ? new(person, caller.PersonName ?? "", caller.Id, role) : null;
    }

    /// <summary>A person who approves what another one asked for.</summary>
    public static Officer? SecondOf(HttpContext http, Guid asked, out ProblemHttpResult? problem)
    {
        var officer = Of(http, out problem);
        if (officer is null || officer.PersonId != asked) return officer;
        problem = Problems.Conflict(http, "approval.same-person");
        return null;
    }

    /// <summary>A decision of the head of the body.</summary>
    public static Officer? HeadOf(HttpContext http, out ProblemHttpResult? problem)
    {
        var officer = Of(http, out problem);
        if (officer is not { Role: not PersonRole.Head }) return officer;
        problem = Problems.Of(http, StatusCodes.Status403Forbidden, "head.required");
        return null;
    }
}
