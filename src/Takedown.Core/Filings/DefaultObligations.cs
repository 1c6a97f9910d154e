using Takedown.Contracts;

namespace Takedown.Core.Filings;

/// <summary>The duties to file as long as the operator has written none.</summary>
public static class DefaultObligations
{
    private static readonly string[] Copyright = ["copyright", "culture-enforcement"];
    private static readonly string[] Provinces = ["province"];

    /// <summary>
    /// The monthly form of every line by the 5th (a day of ours: no document gives one), the plan by 30 June and the
    /// summary by 10 December, which only the copyright and the culture enforcement bodies of the provinces owe.
    /// </summary>
    public static FilingObligations List { get; } = new()
    {
        Version = 1,
        Items =
        [
            new()
            {
                Code = "monthly-form", Kind = FilingKind.Monthly, Day = 5,
                Lines = [.. ReportingLine.All.Select(l => l.Function)], Basis = "按月分别报送",
            },
            new()
            {
                Code = "work-plan", Kind = FilingKind.Plan, Month = 6, Day = 30, Lines = Copyright, Levels = Provinces,
                Basis = "于6月30日前将工作计划报国家版权局",
            },
            new()
            {
                Code = "final-summary", Kind = FilingKind.Summary, Month = 12, Day = 10, Lines = Copyright,
                Levels = Provinces, Basis = "于12月10日前向国家版权局报送本次专项行动的工作总结",
            },
        ],
    };

    /// <summary>The pointer and the code of each fault of a list.</summary>
    public static IReadOnlyList<(string Pointer, string Code, string[] Args)> Faults(FilingObligations list)
    {
        List<(string, string, string[])> faults = [];
        if (list.Items.Count > 50) faults.Add(("/items", "list.too-long", ["50"]));
        foreach (var (i, item) in list.Items.Index().Take(50))
        {
            void Add(string field, string code, params string[] args) =>
                faults.Add(($"/items/{i}/{field}", code, args));
            if (item.Code.Length == 0) Add("code", "text.line");
            if (item.Code.Length > 50) Add("code", "value.too-long", "50");
            if (list.Items.Take(i).Any(o => o.Code == item.Code)) Add("code", "field.twice");
            if (item.Lines.Count == 0) Add("lines", "field.required");
            if (item.Lines.Any(l => ReportingLine.Find(l) is null))
                Add("lines", "value.unknown", "-", string.Join(", ", ReportingLine.All.Select(l => l.Function)));
            if (item.Levels?.Any(l => !Levels.Contains(l)) is true)
                Add("levels", "value.unknown", "-", string.Join(", ", Levels));
            if (item.Kind is not FilingKind.Monthly && item.Month is null) Add("month", "field.required");
            if (item.Month is < 1 or > 12) Add("month", "value.out-of-range", "1 – 12");
            if (item.Day is < 1 or > 31) Add("day", "value.out-of-range", "1 – 31");
            if (item.Basis?.Length > 500) Add("basis", "value.too-long", "500");
        }
        return faults;
    }

    private static readonly string[] Levels = ["national", "province", "prefecture", "county", "township"];
}
