using Microsoft.AspNetCore.Http;
using Takedown.Screens.Access;
using Takedown.Screens.Api;

namespace Takedown.Screens.Claimants;

/// <summary>Downloads of a batch and of empty tables, passed on as the API gives them.</summary>
internal static class BatchFiles
{
    private const string Csv = "text/csv";

    public static Task<IResult> FailedTableAsync(Screen screen, Guid id) => PassAsync(
        screen, $"/v1/batches/{id}/results?status=rejected&format=resend", Csv, $"{id}-rejected.csv");

    public static Task<IResult> FailedLinesAsync(Screen screen, Guid id) => PassAsync(
        screen, $"/v1/batches/{id}/results?status=rejected&format=resend", "application/x-ndjson",
        $"{id}-rejected.ndjson");

    public static Task<IResult> ResultsAsync(Screen screen, Guid id) => PassAsync(
        screen, $"/v1/batches/{id}/results?format=csv", Csv, $"{id}-results.csv");

    public static Task<IResult> TemplateAsync(Screen screen, string lang) => PassAsync(
        screen, Paths.With("/v1/templates/notices.csv", ("lang", lang)), Csv,
        lang == "zh-CN" ? "notices.zh-CN.csv" : "notices.csv");

    private static async Task<IResult> PassAsync(Screen screen, string path, string accept, string name)
    {
        await using var file = new FileAnswer(screen.Http.Response, name);
        var answer = await screen.Api.SendAsync(new ApiRequest("GET", path)
        {
            Accept = accept, Output = file, Answering = file.Begin,
        });
        return file.ProblemOf(answer) is { } problem ? throw new ApiException(problem) : Results.Empty;
    }
}
