using System.Text.Json;
using System.Text.Json.Nodes;
using Takedown.Contracts;
using Takedown.Contracts.Json;
using Takedown.Faults.Clients;

namespace Takedown.Faults.Journals;

/// <summary>Reads everything that a body has: its cases, leads and forms.</summary>
internal sealed class BureauCollector(Bureau bureau, DateTimeOffset now)
{
    public async Task<BureauRecord> GatherAsync()
    {
        var cases = new List<CaseView>();
        foreach (var listed in await AllAsync("/v1/cases?limit=1000"))
        {
            cases.Add((await GetAsync($"/v1/cases/{listed["id"]}"))
                .Deserialize(TakedownJson.Default.CaseView)!);
        }
        var figures = new List<(string, string, decimal, int)>();
        var filed = new List<(string, FilingStatus?)>();
        foreach (var month in bureau.Months(now))
        {
            var form = (await GetAsync($"/v1/reports/monthly?month={month}&line=copyright"))
                .Deserialize(TakedownJson.Default.MonthlyForm)!;
            if (bureau.Filed.Contains(month)) filed.Add((month, form.Status));
            foreach (var figure in form.Figures.Where(f => f.Counts))
            {
                var ids = figure.Value is 0 or null ? []
                    : await AllAsync($"/v1/reports/monthly/{month}/figures/{figure.Name}?line=copyright&limit=1000");
                figures.Add((month, figure.Name, figure.Value ?? 0, ids.Count));
            }
        }
        return new()
        {
            Acts = [.. bureau.Acts],
            Orders = bureau.Orders,
            Leads = bureau.Leads,
            Cases = cases,
            ListedLeads = [.. (await AllAsync("/v1/leads?limit=1000"))
                .Select(l => l.Deserialize(TakedownJson.Default.LeadView)!)],
            Figures = figures,
            Filed = filed,
        };
    }

    private async Task<JsonNode> GetAsync(string path) =>
        await bureau.Officer.SendAsync(HttpMethod.Get, path)
            ?? throw new InvalidOperationException($"{path} was refused.");

    private async Task<List<JsonNode>> AllAsync(string list)
    {
        var all = new List<JsonNode>();
        for (var after = ""; ;)
        {
            var page = await GetAsync(list + after);
            all.AddRange(page["items"]!.AsArray().Select(item => item!));
            if (page["next"] is not { } next) return all;
            after = $"&after={next}";
        }
    }
}
