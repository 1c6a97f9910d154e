using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Takedown.Screens.Access;
using Takedown.Screens.Acts;
using Takedown.Screens.Api;
using Takedown.Screens.Diffs;

namespace Takedown.Screens.Operators;

/// <summary>Shows what a changed document would change, and saves it when that was seen.</summary>
internal static class DocumentEndpoints
{
    public const string Form = "document";

    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false };

    public static async Task<IResult> PreviewAsync(HttpContext http, Screen screen, IConsoleServer server)
    {
        var form = await http.Request.ReadFormAsync(http.RequestAborted);
        if (KindOf(screen, form) is not { } kind) return Results.BadRequest();
        var code = CodeOf(form);
        if (Parse(screen, form["text"].ToString(), out var document) is { } fault)
            return await AgainAsync(http, server, form, fault);
        var current = await CurrentAsync(screen, kind, code);
        var lines = LineDiff.Of(current is null ? [] : JsonLines.Of(kind.Editable(current)), JsonLines.Of(document));
        return Pages.Show<DocumentPreview>(
            screen, ("Kind", kind), ("Code", code), ("Lines", lines), ("Version", VersionOf(current)),
            ("Text", form["text"].ToString()), ("Back", ActEndpoint.LocalPath(form["_back"])));
    }

    public static async Task<IResult> SaveAsync(HttpContext http, Screen screen, IConsoleServer server)
    {
        var form = await http.Request.ReadFormAsync(http.RequestAborted);
        if (KindOf(screen, form) is not { } kind) return Results.BadRequest();
        var code = CodeOf(form);
        if (Parse(screen, form["text"].ToString(), out var document) is { } fault)
            return await AgainAsync(http, server, form, fault);
        var version = VersionOf(await CurrentAsync(screen, kind, code));
        if ($"{version}" != form["version"].ToString())
        {
            return await AgainAsync(http, server, form, new(409, "document.changed", screen.T(
                $"Version {version} was saved meanwhile. Look at the change again.",
                $"他人已保存第 {version} 版，请重新核对变更内容。")));
        }
        var answer = await screen.Api.SendAsync("PUT", kind.PathOf(code), document);
        if (!answer.IsSuccess) return await AgainAsync(http, server, form, Problem.Of(answer));
        var saved = VersionOf(answer.Json);
        Flash.Set(http, screen.T($"Version {saved} is in force.", $"第 {saved} 版已生效。"));
        return Results.Redirect(kind.PageOf(code));
    }

    /// <returns>The kind of a document that the caller writes; null if there is none.</returns>
    private static DocumentKind? KindOf(Screen screen, IFormCollection form)
    {
        var kind = DocumentKind.Find(form["kind"]);
        return kind is null || kind.MayEdit(screen) ? kind : throw new ApiException(Known.Forbidden(screen));
    }

    private static async Task<JsonNode?> CurrentAsync(Screen screen, DocumentKind kind, string code)
    {
        var answer = await screen.Api.SendAsync("GET", kind.PathOf(code));
        return answer.Status == 404 ? null : answer.Must().Json;
    }

    private static string CodeOf(IFormCollection form) => form["code"].ToString().Trim();

    private static int VersionOf(JsonNode? document) => document?["version"]?.GetValue<int>() ?? 0;

    /// <returns>What is wrong with the text; null if it is an object.</returns>
    private static Problem? Parse(Screen screen, string text, out JsonObject document)
    {
        document = [];
        try
        {
            if (JsonNode.Parse(text, documentOptions: Strict) is JsonObject parsed)
            {
                document = parsed;
                return null;
            }
        }
        catch (JsonException error) when (error.LineNumber is { } line)
        {
            return new(400, "json.invalid", screen.T(
                $"This is no JSON: line {line + 1}, character {error.BytePositionInLine + 1}.",
                $"不是有效的 JSON：第 {line + 1} 行第 {error.BytePositionInLine + 1} 个字符。"));
        }
        catch (JsonException)
        {
            return new(400, "json.invalid", screen.T("A field occurs twice.", "同一字段出现两次。"));
        }
        return new(400, "json.invalid", screen.T("A document is a JSON object: { … }.", "文档须为 JSON 对象：{ … }。"));
    }

    private static async Task<IResult> AgainAsync(
        HttpContext http, IConsoleServer server, IFormCollection form, Problem problem)
    {
        await ActEndpoint.ShowAgainAsync(http, server, new(Form, problem, form), ActEndpoint.LocalPath(form["_back"]));
        return Results.Empty;
    }
}
