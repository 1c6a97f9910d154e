using System.Net.Http.Headers;
using Microsoft.Extensions.DependencyInjection;
using Takedown.Contracts;
using Takedown.Server.Cases;
using Takedown.Server.Tests.Harness;
using Takedown.Storage;
using Organisation = Takedown.Server.Tests.Harness.Organisation;

namespace Takedown.Server.Tests.Forms;

/// <summary>H11, H12: the second form, and the forms as CSV and as a page to print.</summary>
public sealed class FormOutputTests : IAsyncLifetime
{
    private const string Title = "=cmd|' /C calc'!A0, 案";
    private readonly TestServer server = new();
    private Organisation county = null!;
    private string month = "";

    public async Task InitializeAsync()
    {
        await server.InitializeAsync();
        county = await server.RegulatorAsync("CN-533123");
        month = await server.NextMonthAsync(10);
    }

    public Task DisposeAsync() => server.DisposeAsync();

    [Fact]
    [Trait("Id", "H12")]
    public async Task H12_a_form_is_printed_without_scripts_in_both_languages()
    {
        (await county.Api.PutAsync($"/v1/reports/monthly/{month}", new { campaign = "<script>alert(1)</script>" }))
            .Must(200);
        foreach (var (language, title) in new[] { ("zh-CN", "工作情况统计表"), ("en", "Monthly statistics") })
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, $"/v1/reports/monthly?month={month}");
            request.Headers.Accept.Add(MediaTypeWithQualityHeaderValue.Parse("text/html"));
            request.Headers.AcceptLanguage.Add(new(language));
            using var answer = await county.Api.Client.SendAsync(request);
            var page = await answer.Content.ReadAsStringAsync();
            Assert.Equal("text/html", answer.Content.Headers.ContentType!.MediaType);
            Assert.Contains(title, page, StringComparison.Ordinal);
            Assert.Contains("size:A4", page, StringComparison.Ordinal);
            Assert.DoesNotContain("<script", page, StringComparison.OrdinalIgnoreCase);
            var policy = answer.Headers.GetValues("Content-Security-Policy").Single();
            Assert.StartsWith("default-src 'none'; style-src 'sha256-", policy, StringComparison.Ordinal);
            Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
        }
    }

    [Fact]
    [Trait("Id", "H12")]
    public async Task H12_a_form_opens_in_a_spreadsheet_and_no_cell_is_a_formula()
    {
        (await county.Api.PutAsync(
            $"/v1/reports/monthly/{month}/figures/arrests", new { value = 2, note = "=1+1, two" })).Must(200);
        var csv = (await county.Api.GetAsync($"/v1/reports/monthly?month={month}&format=csv")).Must(200);
        Assert.Equal("text/csv", csv.MediaType);
        Assert.Contains("\"'=1+1, two\"", csv.Body, StringComparison.Ordinal);
        var bytes = await county.Api.Client.GetByteArrayAsync($"/v1/reports/monthly?month={month}&format=csv");
        Assert.Equal([0xEF, 0xBB, 0xBF], bytes[..3]);
        (await county.Api.GetAsync($"/v1/reports/monthly?month={month}&format=xml")).Must(400);
    }

    [Fact]
    [Trait("Id", "H11")]
    public async Task H11_the_second_form_has_a_row_for_each_case_of_the_line_with_masked_identities()
    {
        var now = await server.NowAsync();
        var database = server.Services.GetRequiredService<Database>();
        var mine = new CaseRow
        {
            Id = NewId.Next(),
            No = "533123-copyright-1",
            Title = Title,
            BodyId = county.Id,
            Region = "CN-533123",
            Function = "copyright",
            IpType = "copyright",
            State = CaseState.Filed,
            OpenedAt = now,
            FiledAt = now,
            Content = """{"parties":[{"name":"某公司","uscc":"91530000MA6K12345X"}]}""",
        };
        await database.WriteAsync(async s =>
        {
            await CaseStore.AddAsync(s, mine);
            await CaseStore.AddAsync(s, mine with { Id = NewId.Next(), No = "2", Title = "another" });
            // Of another line, of another body, and closed before the month: none of them is in the form.
            await CaseStore.AddAsync(s, mine with { Id = NewId.Next(), No = "3", Function = "police" });
            await CaseStore.AddAsync(s, mine with { Id = NewId.Next(), No = "4", BodyId = NewId.Next() });
            await CaseStore.AddAsync(s, mine with
            {
                Id = NewId.Next(), No = "5", OpenedAt = now.AddDays(-90), ClosedAt = now.AddDays(-60),
            });
        });
        var path = $"/v1/reports/monthly/{month}/cases";
        var first = (await county.Api.GetAsync($"{path}?limit=1")).Must(200);
        var row = Assert.Single(first.Items)!;
        Assert.Equal((1, Title), (row.Long("row"), row.Text("title")));
        Assert.Equal("915*************5X", row["parties"]![0]!.Text("identity"));
        var second = (await county.Api.GetAsync($"{path}?limit=1&after={first.Json.Text("next")}")).Must(200);
        Assert.Equal((2, "another"), (Assert.Single(second.Items)!.Long("row"), second.Items[0]!.Text("title")));
        Assert.Null(second.Json["next"]);
        var csv = (await county.Api.GetAsync($"{path}?format=csv")).Must(200).Body;
        Assert.Contains($"\"'{Title}\"", csv, StringComparison.Ordinal);
        Assert.DoesNotContain("91530000MA6K12345X", csv, StringComparison.Ordinal);
    }
}
