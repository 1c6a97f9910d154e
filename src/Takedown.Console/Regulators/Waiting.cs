using Takedown.Screens.Access;
using Takedown.Screens.Api;

namespace Takedown.Screens.Regulators;

/// <summary>Something that waits on the start page: how many, counted on one page of its list.</summary>
/// <param name="English">What it is.</param>
/// <param name="Chinese">The same in Chinese.</param>
/// <param name="List">Its list of the console, with its filter; the API has the same.</param>
/// <param name="IsUrgent">Whether each of them is late.</param>
/// <param name="Below">What the API's path has before that of the console.</param>
internal sealed record Waiting(
    string English, string Chinese, string List, bool IsUrgent = false, string Below = "")
{
    private const int Most = 50;

    public static readonly IReadOnlyList<Waiting> OfRegulators =
    [
        new("Open escalations", "未办结上报", "/escalations?status=open", IsUrgent: true),
        new("Leads to decide on", "待受理线索", "/leads?status=received"),
        new("Leads overdue", "超期线索", "/leads?overdue=true", IsUrgent: true),
        new("Cases whose order ran over", "责令整改逾期案件", "/cases?state=overdue", IsUrgent: true),
        new("Filings due", "待报送材料", "/filings?status=open", Below: "/reports"),
        new("Filings overdue", "逾期未报送", "/filings?status=overdue", IsUrgent: true, Below: "/reports"),
        new("Information requests overdue", "协查逾期未答复", "/information-requests?status=overdue", IsUrgent: true),
        new("Supervisions with reports due", "督办待报告", "/supervisions?status=open"),
        new("Supervisions with reports overdue", "督办报告逾期", "/supervisions?status=overdue", IsUrgent: true),
    ];

    /// <summary>
    /// How many; <c>50+</c> where there is more than a page of them. Null where it is not the reader's.
    /// </summary>
    public async Task<string?> CountAsync(Screen screen)
    {
        var answer = await screen.Api.SendAsync("GET", Paths.With($"/v1{Below}{List}", ("limit", $"{Most}")));
        if (answer.Status is 403 or 404) return null;
        var page = answer.Must().Json!;
        var count = page["items"]!.AsArray().Count;
        return page["next"] is null ? screen.Number(count) : $"{Math.Max(count, Most)}+";
    }
}
