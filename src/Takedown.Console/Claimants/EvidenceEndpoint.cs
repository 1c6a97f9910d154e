using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http;
using Takedown.Contracts;
using Takedown.Screens.Access;
using Takedown.Screens.Acts;
using Takedown.Screens.Api;

namespace Takedown.Screens.Claimants;

/// <summary>Stores the files that a notice awaits.</summary>
internal static class EvidenceEndpoint
{
    public static async Task<IResult> RunAsync(HttpContext http, Screen screen, IAntiforgery tokens, Guid id)
    {
        var form = await UploadForm.ReadAsync(http, tokens) ?? throw new ApiException(Known.Forged(screen));
        var notice = await screen.Api.GetAsync<NoticeView>($"/v1/notices/{id}");
        var named = (notice.Evidence ?? []).Select(e => e.Sha256).ToHashSet(StringComparer.Ordinal);
        var files = new EvidenceUploads(screen, isReal: true) { Wanted = named };
        await files.TakeAsync(form);
        var stored = files.Files.Count(f => f.Fault is null);
        Flash.Set(http, files.Files.FirstOrDefault(f => f.Fault is not null) is { } failed
            ? screen.T(
                $"{stored} stored. {failed.Name}: {failed.Fault}", $"已存储 {stored} 个。{failed.Name}：{failed.Fault}")
            : screen.T($"{stored} files are stored.", $"已存储 {stored} 个文件。"));
        return Results.Redirect($"/console/notices/{id}");
    }
}
