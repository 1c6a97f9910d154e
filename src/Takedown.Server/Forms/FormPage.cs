using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Unicode;
using Microsoft.AspNetCore.Http.HttpResults;
using Takedown.Contracts;
using Takedown.Core.Compliance;
using Takedown.Server.Http;

namespace Takedown.Server.Forms;

/// <summary>The form as a page to print on A4, without scripts. Its only style is allowed by its hash.</summary>
internal static class FormPage
{
    private const string Style =
        """
        @page{size:A4;margin:15mm}
        body{font:10pt/1.4 "Noto Sans CJK SC","Microsoft YaHei",SimSun,sans-serif;color:#000;max-width:180mm}
        body{margin:auto}
        h1{font-size:16pt;text-align:center;margin:8mm 0 4mm}
        table{border-collapse:collapse;width:100%;margin-bottom:4mm}
        th,td{border:.3mm solid #000;padding:1mm 2mm;text-align:left;vertical-align:top}
        td.n{text-align:right;white-space:nowrap}
        thead{display:table-header-group}
        tr{break-inside:avoid}
        p{white-space:pre-wrap}
        """;

    private static readonly string Policy =
        "default-src 'none'; style-src 'sha256-"
        + Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(Style)))
        + "'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private static readonly HtmlEncoder Encoder = HtmlEncoder.Create(UnicodeRanges.All);

    public static ContentHttpResult Of(HttpContext http, MonthlyForm form)
    {
        var words = new FormWords(Language.Of(http));
        var zone = ReportZone.Find(form.Zone)!;
        var title = $"{words["Monthly statistics"]} {form.Month}";
        var page = new StringBuilder().Append("<!DOCTYPE html>\n<html lang=\"").Append(words.Language)
            .Append("\">\n<head><meta charset=\"utf-8\"><title>").Append(Safe(title)).Append("</title><style>")
            .Append(Style).Append("</style></head>\n<body>\n<h1>").Append(Safe(title)).Append("</h1>\n<table>\n");
        Head(page, words,
            ("Organisation", form.OrganisationName), ("Region", form.Region), ("Line", words.Line(form)),
            ("Campaign", form.Campaign), ("Month", form.Month), ("Status", words.Status(form.Status)),
            ("Drafted by", form.Drafted?.Person), ("Checked by", form.Checked?.Person),
            ("Signed by", form.Signed?.Person), ("Telephone", form.Phone),
            ("Submitted", FormWords.Day(form.Submitted?.At, zone)),
            ("Not filed", Unfiled(form)));
        Figures(page.Append("</table>\n<table>\n"), words, form);
        page.Append("</table>\n");
        if (form.Summary is { } summary)
        {
            page.Append("<h2>").Append(Safe(words["Summary"])).Append("</h2>\n<p>").Append(Safe(summary))
                .Append("</p>\n");
        }
        page.Append("</body>\n</html>\n");
        http.Response.Headers.ContentSecurityPolicy = Policy;
        return TypedResults.Text(page.ToString(), "text/html; charset=utf-8", Encoding.UTF8);
    }

    private static string? Unfiled(MonthlyForm form) =>
        form.Children.Any(c => !c.Filed)
            ? string.Join("; ", form.Children.Where(c => !c.Filed).Select(c => c.Name)) : null;

    private static void Head(StringBuilder page, FormWords words, params (string Word, string? Text)[] rows)
    {
        foreach (var (word, text) in rows)
        {
            page.Append("<tr><th>").Append(Safe(words[word])).Append("</th><td>").Append(Safe(text ?? ""))
                .Append("</td></tr>\n");
        }
    }

    private static void Figures(StringBuilder page, FormWords words, MonthlyForm form)
    {
        var sums = form.Children.Count > 0;
        string[] heads = sums
            ? ["Group", "Figure", "This month", "Year to date", "Filed below", "Gap", "Note"]
            : ["Group", "Figure", "This month", "Year to date", "Note"];
        page.Append("<thead><tr>");
        foreach (var head in heads) page.Append("<th>").Append(Safe(words[head])).Append("</th>");
        page.Append("</tr></thead>\n<tbody>\n");
        foreach (var f in form.Figures)
        {
            var value = f.Corrected is { } corrected
                ? $"{FormWords.Number(f.Value)} → {FormWords.Number(corrected)}" : FormWords.Number(f.Value);
            page.Append("<tr><td>").Append(Safe(words[f.Group])).Append("</td><td>").Append(Safe(words.Figure(f)))
                .Append("</td>");
            Number(page, value);
            Number(page, FormWords.Number(f.YearToDate));
            if (sums)
            {
                Number(page, FormWords.Number(f.Sum?.Filed));
                Number(page, FormWords.Number(f.Sum?.Gap));
            }
            page.Append("<td>").Append(Safe(f.Note ?? "")).Append("</td></tr>\n");
        }
        page.Append("</tbody>\n");
    }

    private static void Number(StringBuilder page, string? text) =>
        page.Append("<td class=\"n\">").Append(Safe(text ?? "")).Append("</td>");

    private static string Safe(string text) => Encoder.Encode(text);
}
