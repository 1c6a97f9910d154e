using Takedown.Server.Tests.Harness;

namespace Takedown.Server.Tests.Forms;

/// <summary>H07: the life of a monthly form, by five lines separately, and who may do what.</summary>
[Trait("Id", "H07")]
public sealed class FormLifeTests : IAsyncLifetime
{
    private readonly TestServer server = new();
    private Office county = null!, prefecture = null!, far = null!;
    private string month = "";

    public async Task InitializeAsync()
    {
        await server.InitializeAsync();
        county = await Office.OpenAsync(server, "CN-533123");
        prefecture = await Office.OpenAsync(server, "CN-533100");
        far = await Office.OpenAsync(server, "CN-310000");
        month = await server.NextMonthAsync(10);
        await server.NextMonthAsync(2);
    }

    public Task DisposeAsync() => server.DisposeAsync();

    private string Of(Office office) => $"&organisation={office.Body.Id}";

    [Fact]
    public async Task H07_a_form_is_drafted_checked_signed_submitted_accepted_and_locked()
    {
        var form = await county.FileAsync(month);
        Assert.Equal("submitted", form.Text("status"));
        var locked = (await prefecture.Officer.DoAsync(month, "acceptance", more: Of(county))).Must(200).Json;
        Assert.Equal("locked", locked.Text("status"));
        Assert.Equal(
            ["drafted", "checked", "signed", "submitted", "accepted"],
            locked["history"]!.AsArray().Select(a => a!.Text("act")));
        Assert.All(locked["history"]!.AsArray(), a => Assert.NotNull(a!["personId"]));
        Assert.Equal("A head", locked["signed"]!.Text("person"));
        Assert.Equal(prefecture.Body.Id, locked.Id("superiorId"));
        Assert.Equal("剑网", locked.Text("campaign"));
    }

    [Fact]
    public async Task A_figure_edited_after_the_lock_is_refused_and_a_dated_correction_keeps_both_values()
    {
        await county.FileAsync(month);
        var early = await county.Officer.DoAsync(
            month, "corrections", new { figure = "notices-sent", value = 3, reason = "漏计" });
        Assert.Equal((409, "filing.not-locked"), (early.Status, early.Code));
        (await prefecture.Head.DoAsync(month, "acceptance", more: Of(county))).Must(200);
        foreach (var figure in new[] { "notices-sent", "arrests" })
        {
            var edited = await county.Officer.PutAsync(
                $"/v1/reports/monthly/{month}/figures/{figure}", new { value = 3, note = "late" });
            Assert.Equal((409, "filing.locked"), (edited.Status, edited.Code));
        }
        var corrected = (await county.Officer.DoAsync(
            month, "corrections", new { figure = "notices-sent", value = 3, reason = "漏计" })).Must(200).Json;
        Assert.Equal((0m, 3m), (corrected.Value("notices-sent"),
            corrected.Figure("notices-sent")["corrected"]!.GetValue<decimal>()));
        var entry = Assert.Single(corrected["corrections"]!.AsArray())!;
        Assert.Equal((0m, 3m, "漏计"), (
            entry["before"]!.GetValue<decimal>(), entry["value"]!.GetValue<decimal>(), entry.Text("reason")));
        var unknown = await county.Officer.DoAsync(
            month, "corrections", new { figure = "nobody", value = -1, reason = " " });
        Assert.Equal(
            [("/value", "value.out-of-range"), ("/reason", "field.required"), ("/figure", "figure.unknown")],
            unknown.Must(400).Faults);
    }

    [Fact]
    public async Task A_returned_form_is_edited_and_goes_its_way_again()
    {
        await county.FileAsync(month);
        var returned = (await prefecture.Officer.DoAsync(
            month, "return", new { reason = "数字不符" }, Of(county))).Must(200).Json;
        Assert.Equal(("returned", "数字不符"), (returned.Text("status"), returned.Text("returnReason")));
        (await county.Officer.PutAsync(
            $"/v1/reports/monthly/{month}/figures/arrests", new { value = 2, note = "公安通报" })).Must(200);
        var again = await county.FileAsync(month);
        Assert.Equal((2m, "公安通报"), (again.Value("arrests"), again.Figure("arrests").Text("note")));
        Assert.Equal(2m, again.Figure("arrests")["yearToDate"]!.GetValue<decimal>());
        Assert.Null(again["returnReason"]);
    }

    [Fact]
    public async Task The_drafter_does_not_check_and_only_the_head_signs()
    {
        (await county.Officer.PutAsync($"/v1/reports/monthly/{month}", new { phone = "0692" })).Must(200);
        Assert.Equal("approval.same-person", (await county.Officer.DoAsync(month, "check")).Must(409).Code);
        Assert.Equal("transition.not-allowed", (await county.Head.DoAsync(month, "signature")).Must(409).Code);
        (await county.Second.DoAsync(month, "check")).Must(200);
        Assert.Equal("head.required", (await county.Officer.DoAsync(month, "signature")).Must(403).Code);
        var edit = await county.Officer.PutAsync($"/v1/reports/monthly/{month}/summary", new { text = "x" });
        Assert.Equal("filing.not-draft", edit.Must(409).Code);
        // Before its submission the body takes its form back itself.
        Assert.Equal("filing.not-superior",
            (await prefecture.Officer.DoAsync(month, "return", new { reason = "x" }, Of(county))).Must(409).Code);
        (await county.Head.DoAsync(month, "return", new { reason = "x" })).Must(200);
    }

    [Fact]
    public async Task The_organisations_key_drafts_and_submits_and_decides_nothing()
    {
        var key = county.Body.Api;
        (await key.PutAsync($"/v1/reports/monthly/{month}", new { })).Must(200);
        Assert.Equal("person.required", (await key.DoAsync(month, "check")).Must(403).Code);
        Assert.Equal("person.required", (await key.DoAsync(month, "signature")).Must(403).Code);
        (await county.Officer.DoAsync(month, "check")).Must(200);
        (await county.Head.DoAsync(month, "signature")).Must(200);
        (await key.DoAsync(month, "submission")).Must(200);
        Assert.Equal("transition.not-allowed", (await key.DoAsync(month, "submission")).Must(409).Code);
        Assert.Equal("person.required",
            (await prefecture.Body.Api.DoAsync(month, "acceptance", more: Of(county))).Must(403).Code);
        Assert.Equal("filing.not-superior",
            (await county.Head.DoAsync(month, "acceptance")).Must(403).Code);
        (await prefecture.Officer.DoAsync(month, "acceptance", more: Of(county))).Must(200);
        Assert.Equal("filing.locked",
            (await prefecture.Officer.DoAsync(month, "acceptance", more: Of(county))).Must(409).Code);
    }

    [Fact]
    public async Task A_reader_decides_nothing()
    {
        var reader = await server.PersonAsync(county.Body.Id, "reader");
        Assert.Equal("scope.missing", (await reader.DoAsync(month, "check")).Must(403).Code);
        (await reader.GetAsync($"/v1/reports/monthly?month={month}")).Must(200);
    }

    [Fact]
    public async Task Another_regions_form_is_not_found_nor_that_of_a_line_the_body_does_not_have()
    {
        foreach (var path in new[] { "", $"/{month}/cases", $"/{month}/figures/notices-sent" })
        {
            var query = path.Length == 0 ? $"?month={month}" : "?";
            (await far.Officer.GetAsync($"/v1/reports/monthly{path}{query}{Of(county)}")).Must(404);
        }
        (await far.Officer.DoAsync(month, "acceptance", more: Of(county))).Must(404);
        (await county.Officer.GetAsync($"/v1/reports/monthly?month={month}&line=police")).Must(404);
        (await county.Officer.GetAsync($"/v1/reports/monthly?month={month}&line=court")).Must(400);
    }

    [Fact]
    public async Task A_form_of_a_future_month_is_refused_and_one_of_a_month_that_runs_is_not_checked()
    {
        var running = (await server.NowAsync()).UtcDateTime.ToString(
            "yyyy-MM", System.Globalization.CultureInfo.InvariantCulture);
        (await county.Officer.GetAsync($"/v1/reports/monthly?month={running}")).Must(200);
        Assert.Equal("month.not-over", (await county.Officer.DoAsync(running, "check")).Must(409).Code);
        foreach (var (text, code) in new[] { ("2099-01", "month.future"), ("2026-1", "field.type") })
        {
            var answer = (await county.Officer.GetAsync($"/v1/reports/monthly?month={text}")).Must(400);
            Assert.Equal([("?month", code)], answer.Faults);
        }
        Assert.Equal([("?month", "field.required")],
            (await county.Officer.GetAsync("/v1/reports/monthly")).Must(400).Faults);
    }

    [Fact]
    public async Task A_computed_figure_is_not_entered_by_hand_and_an_entered_one_needs_a_note()
    {
        var path = $"/v1/reports/monthly/{month}/figures";
        Assert.Equal("figure.computed",
            (await county.Officer.PutAsync($"{path}/notices-sent", new { value = 1, note = "x" })).Must(409).Code);
        Assert.Equal([("/value", "value.out-of-range"), ("/note", "field.required")],
            (await county.Officer.PutAsync($"{path}/arrests", new { value = 1.001, note = "" })).Must(400).Faults);
        (await county.Officer.PutAsync($"{path}/nobody", new { value = 1, note = "x" })).Must(404);
    }

    [Fact]
    public async Task H08_H09_a_summary_has_at_most_2000_characters_as_people_count_them()
    {
        var path = $"/v1/reports/monthly/{month}/summary";
        (await county.Officer.PutAsync(path, new { text = new string('版', 2001) })).Must(400);
        // 𠮷 is one character and two UTF-16 units.
        var text = string.Concat(Enumerable.Repeat("𠮷", 2000));
        Assert.Equal(text, (await county.Officer.PutAsync(path, new { text })).Must(200).Json.Text("summary"));
    }
}
