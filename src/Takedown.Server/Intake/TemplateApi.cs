using System.Text;
using Microsoft.AspNetCore.Http.HttpResults;
using Takedown.Core.Headings;
using Takedown.Server.Http;
using static Takedown.Contracts.OrganisationKind;

namespace Takedown.Server.Intake;

/// <summary>The heading of a table of notices, to be opened with a spreadsheet and filled in.</summary>
internal static class TemplateApi
{
    private const string Path = "/v1/templates/notices.csv";

    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet(Path, Get).For(Claimant, Platform, Regulator, Operator).AnyScope().WithTags("Claimant")
            .Describe("getNoticeTemplate", "Download an empty table of notices",
                "A CSV file with the headings of all columns, in Chinese or English, for spreadsheets: UTF-8 with a "
                + "byte order mark. POST /v1/batches takes it filled in. Any key may read it.")
            .Reads("lang").Produces<string>(StatusCodes.Status200OK, CsvText.MediaType).Fails(400);

    public static string PathFor(string language) => $"{Path}?lang={language}";

    private static Results<FileContentHttpResult, ProblemHttpResult> Get(HttpContext http)
    {
        var query = new Query(http);
        var language = query.OneOf("lang", Language.English, Language.Chinese) ?? Language.Of(http);
        if (query.Faults.Count > 0) return Problems.Invalid(http, query.Faults);
        var isChinese = language == Language.Chinese;
        var text = new StringBuilder().Append(CsvText.ByteOrderMark)
            .Row(HeadingTable.Columns.Select(c => isChinese ? c.Zh[0] : c.En[0]));
        return TypedResults.File(
            Encoding.UTF8.GetBytes(text.ToString()), CsvText.ContentType,
                isChinese ? "notices.zh-CN.csv" : "notices.csv");
    }
}
