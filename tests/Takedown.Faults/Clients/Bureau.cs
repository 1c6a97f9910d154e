using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json.Nodes;
using Takedown.Faults.Topology;

namespace Takedown.Faults.Clients;

/// <summary>
/// A body at work: it takes in complaints, opens cases from them and from escalations, warns and orders, has orders
/// approved and some fulfilled, is supervised, and files its forms. It remembers what was answered with success.
/// </summary>
internal sealed class Bureau(Caller officer, Caller second, Caller head, Caller supervisor, Random random)
    : IDisposable
{
    private const int SupervisedOf = 3, FulfilledOf = 3;
    private static readonly TimeSpan OrderTime = TimeSpan.FromDays(6);

    private readonly ConcurrentQueue<(Guid, string)> acts = new();
    private readonly List<(Guid, Guid, bool)> orders = [];
    private readonly List<Guid> leads = [];
    private readonly List<string> filed = [];
    private string? after;

    public Caller Officer => officer;

    public IReadOnlyCollection<(Guid Case, string Act)> Acts => acts;

    public IReadOnlyList<(Guid Case, Guid Step, bool Fulfilled)> Orders => orders;

    public IReadOnlyList<Guid> Leads => leads;

    /// <summary>The months whose forms were checked, signed and submitted.</summary>
    public IReadOnlyList<string> Filed => filed;

    /// <summary>The month of the first act, by the body's zone.</summary>
    public DateTimeOffset? Since { get; private set; }

    /// <summary>Works until stopped; a case already begun is finished.</summary>
    public async Task WorkAsync(CancellationToken stop)
    {
        for (var turn = 0; !stop.IsCancellationRequested; turn++)
        {
            await HandleAsync(turn);
            await Task.Delay(TimeSpan.FromMilliseconds(random.Next(200, 900)), TimeProvider.System, stop)
                .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>Files the forms of the months that are over.</summary>
    public async Task FileAsync(DateTimeOffset now)
    {
        foreach (var month in Months(now).SkipLast(1))
        {
            var path = $"/v1/reports/monthly/{month}";
            const string line = "?line=copyright";
            await officer.SendAsync(HttpMethod.Put, path + line, new { campaign = "剑网" });
            await second.SendAsync(HttpMethod.Post, $"{path}/check{line}", new { });
            await head.SendAsync(HttpMethod.Post, $"{path}/signature{line}", new { });
            if (await head.SendAsync(HttpMethod.Post, $"{path}/submission{line}", new { }) is not null)
                filed.Add(month);
        }
    }

    /// <summary>The months from the first act on.</summary>
    public IEnumerable<string> Months(DateTimeOffset now)
    {
        if (Since is not { } first) yield break;
        var last = now.ToOffset(TimeSpan.FromHours(8));
        for (var day = new DateOnly(first.Year, first.Month, 1); day <= DateOnly.FromDateTime(last.DateTime);
            day = day.AddMonths(1)) yield return day.ToString("yyyy-MM", CultureInfo.InvariantCulture);
    }

    public void Dispose()
    {
        foreach (var person in new[] { officer, second, head, supervisor }) person.Dispose();
    }

    private async Task HandleAsync(int turn)
    {
        var lead = await officer.SendAsync(HttpMethod.Post, "/v1/leads", new
        {
            source = "complaint", channel = "phone", text = "盗版",
            targets = new[] { new { url = $"https://pirate.example/{Once("page", turn)}" } },
        }, Once("lead", turn));
        if (lead is null) return;
        leads.Add(Id(lead));
        var escalation = await EscalationAsync();
        var opened = await officer.SendAsync(HttpMethod.Post, "/v1/cases", new
        {
            ipType = "copyright", item = "侵犯信息网络传播权", parties = new[] { new { name = "某某公司" } },
            leads = new[] { Id(lead) }, escalations = escalation is { } one ? new[] { one } : [],
        }, Once("case", turn));
        if (opened is null) return;
        Did(Id(opened), "opened");
        if (await StepAsync(Id(opened), "warning", null, turn) is not { } warned) return;
        var now = warned["askedAt"]!.GetValue<DateTimeOffset>();
        Since ??= now.ToOffset(TimeSpan.FromHours(8));
        if (await StepAsync(Id(opened), "rectification-order", now + OrderTime, turn) is not { } order) return;
        await ApproveAsync(Id(opened), Id(order), turn);
        if (turn % SupervisedOf != 0) return;
        var listed = await supervisor.SendAsync(HttpMethod.Post, "/v1/supervisions", new
        {
            title = "挂牌", criteria = new[] { "impact" }, cases = new[] { Id(opened) },
        }, Once("supervision", turn));
        if (listed is not null) Did(Id(opened), "supervision-listed");
    }

    /// <summary>The next escalation that is open.</summary>
    private async Task<Guid?> EscalationAsync()
    {
        var page = await officer.SendAsync(
            HttpMethod.Get, $"/v1/escalations?status=open&limit=1{(after is null ? "" : $"&after={after}")}");
        if (page?["items"]?.AsArray() is not [{ } found]) return null;
        after = Id(found).ToString();
        return Id(found);
    }

    private async Task<JsonNode?> StepAsync(Guid id, string kind, DateTimeOffset? due, int turn)
    {
        var step = await officer.SendAsync(HttpMethod.Post, $"/v1/cases/{id}/steps", new
        {
            kind, recipient = "某某公司", basis = "著作权法第五十三条", due,
        }, Once(kind, turn));
        if (step is not null) Did(id, step["state"]!.GetValue<string>() == "proposed" ? "step-proposed" : "step-taken");
        return step;
    }

    /// <summary>
    /// An approval has no key of its own: asked again after a lost answer it is refused, and the step is in force.
    /// </summary>
    private async Task ApproveAsync(Guid id, Guid step, int turn)
    {
        var path = $"/v1/cases/{id}/steps/{step}";
        await second.SendAsync(HttpMethod.Post, $"{path}/approval", new { approved = true });
        if (await StateAsync(id, step) is not ("effective" or "overdue")) return;
        Did(id, "step-approved");
        var fulfils = turn % FulfilledOf == 1;
        if (fulfils)
        {
            await officer.SendAsync(HttpMethod.Post, $"{path}/fulfilment", new { proof = new { title = "整改报告" } });
            fulfils = await StateAsync(id, step) == "fulfilled";
            if (fulfils) Did(id, "step-fulfilled");
        }
        orders.Add((id, step, fulfils));
    }

    private async Task<string?> StateAsync(Guid id, Guid step) =>
        (await officer.SendAsync(HttpMethod.Get, $"/v1/cases/{id}"))?["steps"]?.AsArray()
            .First(s => Id(s!) == step)!["state"]!.GetValue<string>();

    private void Did(Guid id, string act) => acts.Enqueue((id, act));

    private static string Once(string what, int turn) =>
        string.Create(CultureInfo.InvariantCulture, $"bureau-{what}-{turn}");

    private static Guid Id(JsonNode node) => node["id"]!.GetValue<Guid>();
}
