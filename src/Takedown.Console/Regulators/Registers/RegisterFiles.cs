using System.Globalization;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Takedown.Contracts;
using Takedown.Screens.Access;
using Takedown.Screens.Acts;
using Takedown.Screens.Api;
using Takedown.Screens.Common;

namespace Takedown.Screens.Regulators.Registers;

/// <summary>Files of a register: the download, and the import, which is shown before it is applied.</summary>
internal static class RegisterFiles
{
    /// <summary>A file of this size is carried by the page; a larger one is chosen again.</summary>
    private const int MaxKept = 512 * 1024;

    public static Task<IResult> DownloadAsync(Screen screen, string code) => Downloads.OfAsync(
        screen,
        Paths.With(RegisterReading.Path(code), ("format", "csv"), ("owner", screen.Query("owner")),
            ("asOf", screen.Query("asOf"))),
        $"{Paths.Segment(code)}-{screen.Day(screen.Now)}.csv");

    public static async Task<IResult> ImportAsync(HttpContext http, Screen screen, string code)
    {
        var form = await http.Request.ReadFormAsync(http.RequestAborted);
        await using var file = Open(form);
        if (file is null) return Show(new Problem(400, "file.missing", screen.T("Choose a file.", "请选择文件。")));
        var hash = Convert.ToHexStringLower(await SHA256.HashDataAsync(file, http.RequestAborted));
        var (applies, replaces) = (form["apply"] == "true", form["replace"] == "true");
        var kept = applies ? null : await KeptAsync(file);
        file.Position = 0;
        if (applies && form["hash"] != hash)
        {
            return Show(new Problem(400, "file.other", screen.T(
                "This is another file than the one that was shown. Nothing was stored.",
                "该文件与预览的文件不一致，未保存任何内容。")));
        }
        var answer = await screen.Api.SendAsync(new ApiRequest("POST", Paths.With(RegisterReading.Path(code),
            ("dryRun", applies ? null : "true"), ("partial", form["partial"]), ("replace", replaces ? "true" : null)))
        {
            Body = file,
            Length = file.Length,
            ContentType = "text/csv; charset=utf-8",
        });
        if (!answer.IsSuccess) return Show(Problem.Of(answer));
        var import = answer.Read<RegisterImport>();
        if (applies)
        {
            Flash.Set(http, screen.T(
                $"Imported: {import.Added} added, {import.Changed} changed, {import.Rejected} refused.",
                $"导入完成：新增 {import.Added} 条，变更 {import.Changed} 条，有误 {import.Rejected} 条。"));
            return Results.Redirect($"/console/registers/{Paths.Segment(code)}");
        }
        return Pages.Show<ImportPage>(
            200, ("Difference", import), ("Hash", hash), ("Replace", replaces), ("Kept", kept));
    }

    /// <summary>The instant of the filter, which a browser gives as a local minute.</summary>
    public static string? AsOf(Screen screen) => DateTime.TryParse(
        screen.Query("asOf"), CultureInfo.InvariantCulture, DateTimeStyles.None, out var local)
        && local.Kind == DateTimeKind.Unspecified
        ? new DateTimeOffset(local, screen.Offset).UtcDateTime.ToString(
            "yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture)
        : screen.Query("asOf");

    private static RazorComponentResult<ImportPage> Show(Problem problem) =>
        Pages.Show<ImportPage>(problem.Status, ("Problem", problem));

    private static Stream? Open(IFormCollection form)
    {
        if (form.Files.GetFile("file") is { Length: > 0 } sent) return sent.OpenReadStream();
        if (form["kept"].ToString() is not { Length: > 0 } kept) return null;
        var bytes = new byte[MaxKept];
        return Convert.TryFromBase64String(kept, bytes, out var length) ? new MemoryStream(bytes, 0, length) : null;
    }

    private static async Task<string?> KeptAsync(Stream file)
    {
        if (file.Length > MaxKept) return null;
        var bytes = new byte[file.Length];
        file.Position = 0;
        await file.ReadExactlyAsync(bytes);
        return Convert.ToBase64String(bytes);
    }
}
