using System.Text;
using Takedown.Server.Tests.Harness;

namespace Takedown.Server.Tests.Intake;

/// <summary>An item that cannot be read: told in full, and no harm to its neighbours.</summary>
public sealed class BadItemTests(TestServer server) : IClassFixture<TestServer>
{
    [Fact]
    public async Task Every_unknown_field_is_named_with_its_place()
    {
        var answer = await OneAsync(
            """{"wrok":{},"work":{"title":"A","genre":"x","a/b":1,"c~d":2},"evidence":[{"sha256":"0"},{"sha1":"0"}],"""
            + """ "target":{"account":{"id":"1","nick":"n"}},"rightsHolder":{"vat":1}}""");
        Assert.Equal(
            [
                "/wrok", "/work/genre", "/work/a~1b", "/work/c~0d", "/evidence/1/sha1", "/target/account/nick",
                "/rightsHolder/vat",
            ],
            answer.ItemFaults().Where(f => f.EndsWith(" field.unknown", StringComparison.Ordinal))
                .Select(f => f.Split(' ')[0]));
        Assert.Contains(
            "'wrok'", answer.Results()[0]!["errors"]![0]!["message"]!.GetValue<string>(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"work":"title"}""", "/work field.type")]
    [InlineData("""{"work":{"title":5}}""", "/work/title field.type")]
    [InlineData("""{"work":{"title":["A"]}}""", "/work/title field.type")]
    [InlineData("""{"target":[]}""", "/target field.type")]
    [InlineData("""{"platformId":"no uuid"}""", "/platformId field.type")]
    [InlineData("""{"platformId":7}""", "/platformId field.type")]
    [InlineData("""{"evidence":{}}""", "/evidence field.type")]
    [InlineData("""{"evidence":["x"]}""", "/evidence/0 field.type")]
    [InlineData("""{"evidence":[{"capturedAt":"yesterday"}]}""", "/evidence/0/capturedAt field.type")]
    [InlineData("""{"evidence":[{"capturedAt":"2026-01-01T00:00:00"}]}""", "/evidence/0/capturedAt field.type")]
    [InlineData("""{"evidence":[{"capturedAt":1767225600}]}""", "/evidence/0/capturedAt field.type")]
    [InlineData("""{"statements":"truth"}""", "/statements field.type")]
    [InlineData("""{"statements":[true]}""", "/statements/0 field.type")]
    [InlineData("""{"target":{"account":5.5}}""", "/target/account field.type")]
    [InlineData("""{"target":{"account":true}}""", "/target/account field.type")]
    [InlineData("""{"clientRef":1e3}""", "/clientRef field.type")]
    [InlineData("""{"rightsHolder":true}""", "/rightsHolder field.type")]
    [InlineData("""{"clientRef":"a","clientRef":"b"}""", "/clientRef field.twice")]
    [InlineData("""[]""", " field.type")]
    [InlineData("""5""", " field.type")]
    [InlineData("""null""", " field.type")]
    [InlineData("""{"work":""", " json.malformed")]
    [InlineData("""{'work':{}}""", " json.malformed")]
    [InlineData("""{"work":{},}""", " json.malformed")]
    [InlineData("""{} {}""", " json.malformed")]
    [InlineData("""NaN""", " json.malformed")]
    [InlineData("""{"clientRef":"\ud800"}""", "/clientRef field.type")]
    [InlineData("""{"\ud800":"x"}""", " json.malformed")]
    [InlineData("""{"work":{"title":"\x"}}""", " json.malformed")]
    public async Task A_wrong_value_is_told_by_its_place(string line, string fault)
    {
        var answer = await OneAsync(line);
        Assert.Equal([fault], answer.ItemFaults());
    }

    [Fact]
    public async Task All_wrong_values_of_an_item_are_told_together()
    {
        var answer = await OneAsync("""{"work":5,"target":"x","platformId":"y","extra":1}""");
        Assert.Equal(
            ["/work field.type", "/target field.type", "/platformId field.type", "/extra field.unknown"],
            answer.ItemFaults());
    }

    [Theory]
    [InlineData(10_000)]
    [InlineData(100_000)]
    public async Task Nesting_without_end_is_refused_and_harms_no_neighbour(int depth)
    {
        var deep = $$"""{"work":{{new string('[', depth)}}{{new string(']', depth)}}}""";
        foreach (var open in new[]
        {
            deep,
            $$"""{"work":{{string.Concat(Enumerable.Repeat("{\"a\":", depth / 5))}}1{{new string('}', depth / 5)}}}""",
        })
        {
            var lines = await BetweenGoodOnesAsync(Encoding.UTF8.GetBytes(open), Bodies.Ndjson);
            Assert.Equal([" json.too-deep"], lines.ItemFaults(1));
            var array = await BetweenGoodOnesAsync(Encoding.UTF8.GetBytes(open), Bodies.Json);
            Assert.Equal([" json.too-deep"], array.ItemFaults(1));
        }
    }

    [Fact]
    public async Task Nesting_without_end_in_the_defaults_refuses_the_body()
    {
        var claimant = await server.ClaimantAsync();
        var answer = await claimant.SendBatchAsync(
            $$"""{"defaults":{{new string('[', 10_000)}}{{new string(']', 10_000)}},"notices":[]}""", Bodies.Json);
        Assert.Equal([("/defaults", "json.too-deep")], answer.Must(400).Faults);
    }

    [Theory]
    [InlineData(Bodies.Ndjson)]
    [InlineData(Bodies.Json)]
    public async Task Broken_UTF8_spoils_its_own_item_only(string type)
    {
        foreach (var broken in new byte[][]
        {
            [0xFF],
            [0xC3, 0x28],
            [0xE4, 0xB8],
            [0xED, 0xA0, 0x80],
            [0xF5, 0x80, 0x80, 0x80],
        })
        {
            byte[] item = [.. "{\"work\":{\"title\":\""u8, .. broken, .. "\"}}"u8];
            Assert.Equal([" encoding.invalid"], (await BetweenGoodOnesAsync(item, type)).ItemFaults(1));
        }
    }

    [Fact]
    public async Task An_item_of_many_thousand_faults_is_told_some_of_them()
    {
        var fields = string.Join(',', Enumerable.Range(0, 20_000).Select(i => $"\"f{i}\":1"));
        var answer = await OneAsync("{" + fields + "}");
        Assert.InRange(answer.ItemFaults().Count(), 20, 200);
        Assert.InRange(answer.Body.Length, 1000, 50_000);
    }

    [Fact]
    public async Task The_reference_of_an_item_that_cannot_be_read_comes_back_all_the_same()
    {
        var answer = await OneAsync("""{"clientRef":"mine","wrok":{}}""");
        Assert.Equal("mine", answer.Results()[0]!["clientRef"]!.GetValue<string>());
    }

    [Fact]
    public async Task A_reference_beyond_its_length_is_not_echoed_whole()
    {
        var answer = await OneAsync($$"""{"clientRef":"{{new string('r', 100_000)}}"}""");
        Assert.Contains("/clientRef value.too-long", answer.ItemFaults());
        Assert.InRange(answer.Body.Length, 100, 5000);
    }

    private async Task<Answer> OneAsync(string line)
    {
        var claimant = await server.ClaimantAsync();
        var answer = (await claimant.SendBatchAsync(line.Trim() + "\n")).Must(202);
        Assert.Equal((1, 0, 0, 1), answer.Counts());
        return answer;
    }

    private async Task<Answer> BetweenGoodOnesAsync(byte[] item, string type)
    {
        var claimant = await server.ClaimantAsync();
        var host = $"n{claimant.Id:N}.example";
        await server.PlatformAsync(host);
        var (first, last) = (Bodies.Line(Sample.Notice($"https://{host}/1")).TrimEnd(),
            Bodies.Line(Sample.Notice($"https://{host}/2")).TrimEnd());
        byte[] body = type == Bodies.Json
            ? [
                .. Encoding.UTF8.GetBytes($$"""{"notices":[{{first}},"""),
                .. item,
                .. Encoding.UTF8.GetBytes($",{last}]}}"),
            ]
            : [.. Encoding.UTF8.GetBytes(first + "\n"), .. item, .. Encoding.UTF8.GetBytes("\n" + last)];
        var answer = (await claimant.SendBatchAsync(body, type)).Must(202);
        Assert.Equal(["accepted", "rejected", "accepted"], answer.Statuses());
        return answer;
    }
}
