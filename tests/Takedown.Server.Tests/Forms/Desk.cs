using System.Globalization;
using System.Text.Json.Nodes;
using System.Xml;
using Takedown.Server.Tests.Harness;
using Organisation = Takedown.Server.Tests.Harness.Organisation;

namespace Takedown.Server.Tests.Forms;

/// <summary>Bodies with their people, and a clock that stands at a chosen day.</summary>
internal static class Desk
{
    /// <summary>The connection of a person of an organisation.</summary>
    public static async Task<Api> PersonAsync(this TestServer server, Guid organisation, string role)
    {
        var person = (await server.Operator.PostAsync(
            $"/v1/organisations/{organisation}/people", new { name = $"A {role}", role })).Must(201).Json.Id("id");
        var key = (await server.Operator.PostAsync($"/v1/people/{person}/keys", new { })).Must(201).Json;
        return server.With(key.Text("key"));
    }

    /// <summary>Moves the clock to noon, in China, of a day of the next month, and gives that month.</summary>
    public static async Task<string> NextMonthAsync(this TestServer server, int day)
    {
        var now = await server.NowAsync();
        var local = now.UtcDateTime.AddHours(8);
        var at = new DateTime(local.Year, local.Month, 1, 4, 0, 0, DateTimeKind.Utc).AddMonths(1).AddDays(day - 1);
        await server.AdvanceAsync(XmlConvert.ToString(at - now.UtcDateTime));
        return at.ToString("yyyy-MM", CultureInfo.InvariantCulture);
    }

    public static async Task<JsonNode> FormAsync(this Api api, string month, string more = "") =>
        (await api.GetAsync($"/v1/reports/monthly?month={month}&line=copyright{more}")).Must(200).Json;

    public static JsonNode Figure(this JsonNode form, string name) =>
        form["figures"]!.AsArray().Single(f => f.Text("name") == name)!;

    public static decimal Value(this JsonNode form, string name) => form.Figure(name)["value"]!.GetValue<decimal>();

    public static Task<Answer> DoAsync(this Api api, string month, string act, object? body = null, string more = "") =>
        api.PostAsync($"/v1/reports/monthly/{month}/{act}?line=copyright{more}", body ?? new { });

    /// <summary>All ids behind a figure, page by page.</summary>
    public static async Task<List<string>> IdsAsync(this Api api, string month, string figure, int limit)
    {
        var ids = new List<string>();
        var after = "";
        do
        {
            var page = (await api.GetAsync(
                $"/v1/reports/monthly/{month}/figures/{figure}?line=copyright&limit={limit}&after={after}")).Must(200);
            ids.AddRange(page.Items.Select(i => i!.GetValue<string>()));
            after = page.Json["next"]?.GetValue<string>();
        }
        while (after is not null);
        return ids;
    }
}

/// <summary>A body with an officer, a second officer and a head.</summary>
internal sealed record Office(Organisation Body, Api Officer, Api Second, Api Head)
{
    public static async Task<Office> OpenAsync(TestServer server, string region, params string[] functions)
    {
        var body = await server.RegulatorAsync(region, functions);
        return new(
            body, await server.PersonAsync(body.Id, "officer"), await server.PersonAsync(body.Id, "officer"),
            await server.PersonAsync(body.Id, "head"));
    }

    /// <summary>Takes the form of a month from the draft to its submission.</summary>
    public async Task<JsonNode> FileAsync(string month)
    {
        (await Officer.PutAsync($"/v1/reports/monthly/{month}?line=copyright", new { campaign = "剑网" })).Must(200);
        (await Second.DoAsync(month, "check")).Must(200);
        (await Head.DoAsync(month, "signature")).Must(200);
        return (await Head.DoAsync(month, "submission")).Must(200).Json;
    }
}
