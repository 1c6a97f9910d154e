using System.Globalization;
using Microsoft.AspNetCore.Http.HttpResults;
using Takedown.Contracts;
using Takedown.Server.Http;

namespace Takedown.Server.Intake;

/// <summary>Items for hosts without a registered platform, for the operator.</summary>
internal static class UnroutedApi
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGroup("/v1/operations").WithTags("Operations").For(OrganisationKind.Operator)
            .Scope(KeyScope.Read)
            .MapGet("/unrouted", UnroutedAsync)
            .Describe("listUnrouted", "List the items without a registered platform for their host")
            .Paged().Answers<Page<UnroutedItem>>().Fails(400);

    private static async Task<Results<Ok<Page<UnroutedItem>>, ProblemHttpResult>> UnroutedAsync(
        HttpContext http, BatchResults results)
    {
        var query = new Query(http);
        var limit = query.Limit;
        var parts = query.Text("after") is { Length: > 0 } after ? after.Split('.') : null;
        var (batch, index) = (Guid.Empty, -1L);
        var readable = parts is null || (parts.Length == 2 && Guid.TryParse(parts[0], out batch)
            && long.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out index));
        List<InputFault> faults = [.. query.Faults];
        if (!readable) faults.Add(new("?after", "cursor.invalid"));
        if (faults.Count > 0) return Problems.Invalid(http, faults);
        var rows = await results.UnroutedAsync(batch, index, limit + 1);
        return TypedResults.Ok(Pages.Of(rows, limit, r => $"{r.BatchId}.{r.Index}"));
    }
}
