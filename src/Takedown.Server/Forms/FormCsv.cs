using System.Text;
using Microsoft.AspNetCore.Http.HttpResults;
using Takedown.Contracts;
using Takedown.Contracts.Json;
using Takedown.Server.Http;

namespace Takedown.Server.Forms;

/// <summary>The forms as CSV for spreadsheets: one row for each figure, or for each case.</summary>
internal static class FormCsv
{
    private static readonly string[] FormHeads =
    [
        "Organisation", "Region", "Line", "Campaign", "Month", "Status", "Group", "Name", "Figure", "This month",
        "Year to date", "Corrected", "Filed below", "Gap", "Note",
    ];

    private static readonly string[] CaseHeads =
    [
        "Row", "Case number", "Case", "Organisation", "Region", "Party", "Identity", "Right", "Item", "Status",
        "Key case", "Cross-border", "Opened", "Filed", "Closed", .. FormCases.Further,
    ];

    public static ContentHttpResult Of(HttpContext http, MonthlyForm form)
    {
        var words = new FormWords(Language.Of(http));
        var csv = new StringBuilder().Append(CsvText.ByteOrderMark).Row(FormHeads.Select(w => words[w]));
        foreach (var f in form.Figures)
        {
            csv.Row(
            [
                form.OrganisationName, form.Region, words.Line(form), form.Campaign, form.Month,
                words.Status(form.Status), words[f.Group], f.Name, words.Figure(f), FormWords.Number(f.Value),
                FormWords.Number(f.YearToDate), FormWords.Number(f.Corrected), FormWords.Number(f.Sum?.Filed),
                FormWords.Number(f.Sum?.Gap), f.Note,
            ]);
        }
        return Answer(http, csv, $"form-{form.Line}-{form.Month}.csv");
    }

    public static ContentHttpResult Of(HttpContext http, FormPlace place, IReadOnlyList<FormCase> cases)
    {
        var words = new FormWords(Language.Of(http));
        var csv = new StringBuilder().Append(CsvText.ByteOrderMark).Row(CaseHeads.Select(w => words[w]));
        foreach (var c in cases)
        {
            csv.Row(
            [
                $"{c.Row}", c.No, c.Title, c.OrganisationName, c.Region,
                string.Join("; ", c.Parties.Select(p => p.Name)),
                string.Join("; ", c.Parties.Select(p => p.Identity).OfType<string>()), c.IpType, c.Item,
                c.State.Word(), words.Flag(c.IsKey), words.Flag(c.IsCrossBorder),
                FormWords.Day(c.OpenedAt, place.Zone), FormWords.Day(c.FiledAt, place.Zone),
                FormWords.Day(c.ClosedAt, place.Zone),
                .. FormCases.Further.Select(name => c.Details?.GetValueOrDefault(name)),
            ]);
        }
        return Answer(http, csv, $"cases-{place.Line.Function}-{place.Period}.csv");
    }

    private static ContentHttpResult Answer(HttpContext http, StringBuilder csv, string name)
    {
        http.Response.Headers.ContentDisposition = $"attachment; filename=\"{name}\"";
        return TypedResults.Text(csv.ToString(), CsvText.ContentType, Encoding.UTF8);
    }
}
