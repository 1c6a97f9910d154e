using Microsoft.AspNetCore.Http.HttpResults;
using Takedown.Contracts;
using Takedown.Server.Auditing;
using Takedown.Server.Http;

namespace Takedown.Server.Delivery;

/// <summary>Failed deliveries: the operator retries them.</summary>
internal static class RetryApi
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGroup("/v1/operations").WithTags("Operations").For(OrganisationKind.Operator)
            .Scope(KeyScope.Operate)
            .MapPost("/deliveries/retry", RetryAsync)
            .Describe("retryDeliveries", "Retry failed deliveries now instead of after their pause")
            .Reads("platform").Answers<RetryView>().Fails(400);

    private static async Task<Results<Ok<RetryView>, ProblemHttpResult>> RetryAsync(
        HttpContext http, OutboxSweep sweep, AuditLog audit)
    {
        var query = new Query(http);
        var platform = query.Id("platform");
        if (query.Faults.Count > 0) return Problems.Invalid(http, query.Faults);
        await audit.RecordAsync(http.Act("deliveries.retry", platform));
        return TypedResults.Ok(await sweep.RetryFailedAsync(platform));
    }
}
