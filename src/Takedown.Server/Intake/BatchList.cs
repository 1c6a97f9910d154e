using Microsoft.AspNetCore.Http.HttpResults;
using Takedown.Contracts;
using Takedown.Server.Http;
using Takedown.Storage;

namespace Takedown.Server.Intake;

/// <summary>A sender's batches, newest first.</summary>
internal sealed class BatchList(Database database)
{
    private const string Select =
        $"""
        SELECT {BatchStore.Columns} FROM batches WHERE claimant_id = @claimantId AND id < @before
        ORDER BY id DESC LIMIT @take
        """;

    public static async Task<Results<Ok<Page<BatchView>>, ProblemHttpResult>> HandleAsync(
        HttpContext http, BatchList list)
    {
        var query = new Query(http);
        var (limit, before) = (query.Limit, query.BeforeId);
        if (query.Faults.Count > 0) return Problems.Invalid(http, query.Faults);
        var rows = await list.ReadAsync(http.Caller().Id, before, limit + 1);
        return TypedResults.Ok(Pages.Of(
            [.. rows.Select(r => r.View(null))], limit, b => $"{b.Id}",
            b => PageBytes.Around + (b.Metadata ?? new Dictionary<string, string>()).Sum(
                m => 8 + PageBytes.Length(m.Key) + PageBytes.Length(m.Value))));
    }

    private Task<IReadOnlyList<BatchRow>> ReadAsync(Guid claimantId, Guid before, int take) =>
        database.ReadAsync(s => s.QueryAsync<BatchRow>(Select, new { claimantId, before, take }));
}
