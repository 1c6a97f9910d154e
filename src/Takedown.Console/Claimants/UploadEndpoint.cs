using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Takedown.Contracts;
using Takedown.Screens.Access;
using Takedown.Screens.Acts;
using Takedown.Screens.Api;

namespace Takedown.Screens.Claimants;

/// <summary>Takes a file of notices and passes it on to the API while it arrives.</summary>
internal static class UploadEndpoint
{
    private const string Csv = "text/csv";

    public static async Task<IResult> RunAsync(HttpContext http, Screen screen, IAntiforgery tokens)
    {
        var form = await UploadForm.ReadAsync(http, tokens) ?? throw new ApiException(Known.Forged(screen));
        var isReal = form["mode"] == "send";
        var evidence = new EvidenceUploads(screen, isReal);
        await evidence.TakeAsync(form);
        if (TypeOf(form.FileName) is not { } type)
        {
            return Pages.Show<Upload>(400, ("Problem", new Problem(400, "file.type", form.FileName is null or ""
                ? screen.T("Choose a file.", "请选择文件。")
                : screen.T("The file's name must end in .csv, .ndjson or .json.", "文件扩展名须为 .csv、.ndjson 或者 .json。"))));
        }
        var file = new HeadingPeek(type == Csv && evidence.Hashes.Count > 0
            ? new NamedEvidence(form.File, evidence.Hashes) : form.File);
        var request = new ApiRequest("POST", Paths.With(
            "/v1/batches", ("dryRun", isReal ? null : "true"),
            ("unknown", form["unknown"] == "metadata" ? "metadata" : null)))
        {
            Body = file,
            ContentType = type,
            IdempotencyKey = isReal && form["_once"].Length > 0 ? form["_once"] : null,
        };
        return isReal ? await SendAsync(screen, request, file, form.FileName!, evidence.Files)
            : await TryAsync(screen, request, file, form.FileName!, evidence.Files);
    }

    /// <summary>How far the batch that is being received has come.</summary>
    public static async Task<IResult> ProgressAsync(Screen screen)
    {
        var page = await screen.Api.GetAsync<Page<BatchView>>("/v1/batches?limit=1");
        return page.Items is [{ Status: "receiving" } batch]
            ? Results.Text(screen.T(
                $"{screen.Number(batch.Received)} rows read, {screen.Number(batch.Accepted)} accepted",
                $"已读取 {screen.Number(batch.Received)} 行，受理 {screen.Number(batch.Accepted)} 行"))
            : Results.Text("");
    }

    private static async Task<IResult> SendAsync(
        Screen screen, ApiRequest request, HeadingPeek file, string name, IReadOnlyList<UploadedFile> evidence)
    {
        var answer = await screen.Api.SendAsync(request);
        if (answer.IsSuccess)
        {
            if (evidence.Count > 0) Flash.Set(screen.Http, Told(screen, evidence));
            return Results.Redirect($"/console/batches/{answer.Read<BatchView>().Id}");
        }
        return Refused(Problem.Of(answer), file, request.ContentType, name);
    }

    /// <summary>What became of the files of evidence.</summary>
    private static string Told(Screen screen, IReadOnlyList<UploadedFile> evidence)
    {
        List<UploadedFile> failed = [.. evidence.Where(f => f.Fault is not null)];
        var stored = evidence.Count - failed.Count;
        var told = screen.T($"{stored} files of evidence are stored.", $"已存储证据文件 {stored} 个。");
        if (failed.Count == 0) return told;
        var name = failed[0].Name.Length <= 60 ? failed[0].Name : failed[0].Name[..60] + "…";
        return told + screen.T(
            $" {failed.Count} are not, such as {name}: {failed[0].Fault}",
            $"未存储 {failed.Count} 个，例如 {name}：{failed[0].Fault}");
    }

    private static async Task<IResult> TryAsync(
        Screen screen, ApiRequest request, HeadingPeek file, string name, IReadOnlyList<UploadedFile> evidence)
    {
        await using var results = new DryRunResults();
        var answer = await screen.Api.SendAsync(request with
        {
            Accept = "application/x-ndjson", Output = results, Answering = results.Begin,
        });
        if (results.ProblemOf(answer) is { } problem) return Refused(problem, file, request.ContentType, name);
        return Pages.Show<Upload>(
            200, ("Tried", results), ("FileName", name), ("Columns", Columns(file, request.ContentType, [])),
            ("Evidence", evidence));
    }

    private static RazorComponentResult<Upload> Refused(
        Problem problem, HeadingPeek file, string? type, string name) =>
        Pages.Show<Upload>(
            problem.Status, ("Problem", problem), ("FileName", name),
            ("Columns", Columns(file, type, problem.Faults)));

    /// <summary>
    /// The columns of a table and whether they are known: those that are not are named by the faults.
    /// </summary>
    private static List<UploadColumn> Columns(HeadingPeek file, string? type, IReadOnlyList<Fault> faults)
    {
        if (type != Csv) return [];
        return [.. file.Columns().Select(name => new UploadColumn(
            name, !faults.Any(f => f.Code == "field.unknown" && f.Message.Contains(name, StringComparison.Ordinal))))];
    }

    private static string? TypeOf(string? name) => Path.GetExtension(name ?? "").ToLowerInvariant() switch
    {
        ".csv" or ".tsv" or ".txt" => Csv,
        ".ndjson" or ".jsonl" => "application/x-ndjson",
        ".json" => "application/json",
        _ => null,
    };
}

/// <summary>A column of a file.</summary>
public sealed record UploadColumn(string Name, bool IsKnown);
