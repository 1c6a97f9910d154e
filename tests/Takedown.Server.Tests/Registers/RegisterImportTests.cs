using System.Diagnostics;
using System.Text;
using Takedown.Server.Tests.Harness;

namespace Takedown.Server.Tests.Registers;

/// <summary>Registers as tables, in and out (F08).</summary>
[Trait("Id", "F08")]
public sealed class RegisterImportTests(TestServer server) : IClassFixture<TestServer>
{
    private static Task<Answer> SendAsync(Api officer, string csv, string query = "", string register = "sites") =>
        officer.SendAsync(HttpMethod.Post, $"/v1/registers/{register}{query}", csv, "text/csv; charset=utf-8");

    [Fact]
    public async Task F08_A_formula_and_a_comma_in_a_title_come_back_as_they_were()
    {
        var (officer, _) = await server.PersonOfAsync(await server.RegulatorAsync("CN-510100"));
        string[] titles = ["=cmd|'/c calc'!A1", "歌,\"甲\", 乙", "'=1", "+86", "-1", "@x"];
        foreach (var title in titles)
        {
            (await officer.PostAsync("/v1/registers/key-works", new { fields = new { title, workType = "music" } }))
                .Must(201);
        }
        var csv = (await officer.GetAsync("/v1/registers/key-works?format=csv", ("Accept-Language", "zh"))).Must(200);
        Assert.StartsWith("作品名称,", csv.Body, StringComparison.Ordinal);
        var bytes = await officer.Client.GetByteArrayAsync("/v1/registers/key-works?format=csv");
        Assert.Equal([0xEF, 0xBB, 0xBF], bytes[..3]);
        Assert.DoesNotContain("\n=", csv.Body, StringComparison.Ordinal);
        var same = (await SendAsync(officer, csv.Body, "", "key-works")).Must(200).Json;
        Assert.Equal(("0", "0", "6"), (
            same["added"]!.ToJsonString(), same["changed"]!.ToJsonString(), same["unchanged"]!.ToJsonString()));
        var (other, _) = await server.PersonOfAsync(await server.RegulatorAsync("CN-520100"));
        (await SendAsync(other, csv.Body, "", "key-works")).Must(200);
        var read = (await other.GetAsync("/v1/registers/key-works")).Must(200).Items;
        Assert.Equal(titles.Order(StringComparer.Ordinal),
            read.Select(r => r!["fields"].Text("title")).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_dry_run_tells_what_is_added_changed_and_removed_and_stores_nothing()
    {
        var body = await server.RegulatorAsync("CN-510104");
        var (officer, _) = await server.PersonOfAsync(body);
        (await SendAsync(officer, "name,domain\r\nA,a.example\r\nB,b.example\r\nC,c.example\r\n")).Must(200);
        const string next = "\uFEFF网站名称;域名\nA;a.example\nB2;b.example\nD;d.example\nD;d.example\n";
        var told = (await SendAsync(officer, next, "?dryRun=true&replace=true")).Must(200).Json;
        Assert.Equal("1 1 1 1 1", string.Join(' ', new[] { "added", "changed", "unchanged", "removed", "rejected" }
            .Select(n => told[n]!.ToJsonString())));
        Assert.Equal("/5/domain register.key-twice",
            $"{told["faults"]![0].Text("pointer")} {told["faults"]![0].Text("code")}");
        Assert.Equal(["changed B2", "added D"],
            told["differences"]!.AsArray().Select(d => $"{d.Text("kind")} {d.Text("title")}"));
        Assert.Equal(["A", "B", "C"], await NamesAsync(officer));
        Assert.Equal("register.rows-invalid", (await SendAsync(officer, next, "?replace=true")).Must(400).Code);
        Assert.Equal(["A", "B", "C"], await NamesAsync(officer));
        (await SendAsync(officer, next, "?replace=true&partial=true")).Must(200);
        Assert.Equal(["A", "B2", "D"], await NamesAsync(officer));
        (await SendAsync(officer, "name,domain\r\nA,a.example\r\nB2,b.example\r\nD,d.example\r\n", "?replace=true"))
            .Must(200);
        Assert.Equal(["A", "B2", "D"], await NamesAsync(officer));
    }

    [Theory]
    [InlineData("", "csv.header")]
    [InlineData("name\r\nA", "csv.columns")]
    [InlineData("name,domain,colour\r\nA,a.example,red", "field.unknown")]
    [InlineData("name,domain,域名\r\nA,a.example,b.example", "field.twice")]
    public async Task A_bad_heading_is_a_fault_of_the_file(string csv, string code)
    {
        var (officer, _) = await server.PersonOfAsync(await server.RegulatorAsync("CN-510105"));
        Assert.Contains(code, (await SendAsync(officer, csv)).Must(400).Faults.Select(f => f.Code));
    }

    [Fact]
    public async Task Hostile_rows_are_refused_alone()
    {
        var (officer, _) = await server.PersonOfAsync(await server.RegulatorAsync("CN-510106"));
        var csv = "name,domain\r\n" + "A,a.example,more,cells\r\n" + $"{new string('x', 70_000)},b.example\r\n"
            + "\"open,c.example\r\n" + "D,d.example\r\n";
        var answer = (await SendAsync(officer, csv, "?partial=true")).Must(200).Json;
        Assert.Equal(("1", "3"), (answer["added"]!.ToJsonString(), answer["rejected"]!.ToJsonString()));
        Assert.Equal(["D"], await NamesAsync(officer));
    }

    [Fact]
    public async Task Of_100000_rows_with_3_bad_ones_nothing_is_stored_or_the_good_ones()
    {
        var (officer, _) = await server.PersonOfAsync(await server.RegulatorAsync("CN-510107"));
        var csv = new StringBuilder("name,domain\r\n");
        for (var i = 0; i < 100_000; i++)
            csv.Append("Site ").Append(i).Append(',').Append(i is 7 or 50_000 or 99_999 ? "no host" : $"s{i}.example")
                .Append("\r\n");
        var started = Stopwatch.GetTimestamp();
        var refused = (await SendAsync(officer, csv.ToString())).Must(400);
        Assert.Equal(["/9/domain", "/50002/domain", "/100001/domain"], refused.Faults.Select(f => f.Pointer));
        Assert.Empty((await officer.GetAsync("/v1/registers/sites?limit=1")).Must(200).Items);
        var stored = (await SendAsync(officer, csv.ToString(), "?partial=true")).Must(200).Json;
        Assert.Equal(("99997", "3"), (stored["added"]!.ToJsonString(), stored["rejected"]!.ToJsonString()));
        var list = (await officer.GetAsync("/v1/registers")).Must(200).Items.Single(r => r.Text("code") == "sites")!;
        Assert.Equal("99997", list["lists"]![0]!["rows"]!.ToJsonString());
        Assert.True(Stopwatch.GetElapsedTime(started) < TimeSpan.FromMinutes(5));
    }

    private static async Task<IEnumerable<string>> NamesAsync(Api officer) =>
        (await officer.GetAsync("/v1/registers/sites")).Must(200).Items
            .Select(r => r!["fields"].Text("name")).Order(StringComparer.Ordinal).ToList();
}
