using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Parquet;
using Takedown.Server.Tests.Harness;

namespace Takedown.Server.Tests.Transparency.Decisions;

/// <summary>The daily dumps of the public record.</summary>
public sealed class DumpTests(RecordAtWork work) : IClassFixture<RecordAtWork>
{
    private const string Path = "/v1/transparency/dumps";

    [Fact]
    public async Task A_day_has_one_dump_of_what_is_public_in_two_forms_and_it_goes_on_where_it_was_cut()
    {
        var shown = new List<Guid>();
        for (var i = 0; i < 3; i++) shown.Add(await work.PublishAsync($"一路向北{i}"));
        var hidden = await work.PublishAsync("被停止公开的作品");
        await work.HideAsync(hidden);
        // What a process left that was killed is not a dump.
        Directory.CreateDirectory(System.IO.Path.Combine(work.Folder, ".making-left", "x"));
        await work.Server.AdvanceAsync("PT24H");

        var list = (await work.Server.Anonymous.GetAsync(Path)).Must(200).Json["items"]!.AsArray();
        var dump = list[0]!;
        var day = dump.Text("day")!;
        Assert.Equal((await work.Server.NowAsync()).UtcDateTime.ToString(
            "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture), day);
        Assert.Equal(3, dump.Long("notices"));
        var files = dump["files"]!.AsArray().ToDictionary(f => f.Text("name")!, f => f!);
        foreach (var (name, file) in files)
        {
            var bytes = await work.Server.Anonymous.Client.GetByteArrayAsync($"{Path}/{day}/{name}");
            Assert.Equal(file.Long("bytes"), bytes.Length);
            Assert.Equal(file.Text("sha256"), Convert.ToHexStringLower(SHA256.HashData(bytes)));
        }
        var text = await work.Server.Anonymous.Client.GetStringAsync($"{Path}/{day}/notices.ndjson");
        var lines = text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(l => JsonNode.Parse(l)!).ToList();
        Assert.Equal(shown.Order(), lines.Select(l => l.Id("id")).Order());
        Assert.All(lines, l => Assert.Equal(RecordAtWork.Host, l.Text("host")));
        Assert.DoesNotContain($"{RecordAtWork.Host}/", text, StringComparison.Ordinal);
        await AssertColumnsAsync($"{Path}/{day}/notices.parquet", shown);
        await AssertResumesAsync($"{Path}/{day}/notices.ndjson", text.Length);

        foreach (var nowhere in new[]
        {
            $"{day}/manifest.json", $"{day}/..%2F..%2Ftakedown.db", "2001-01-01/notices.ndjson", "x/notices.ndjson",
            ".making-left/x", $"{day}/x",
        })
        {
            Assert.Equal(404, (await work.Server.Anonymous.GetAsync($"{Path}/{nowhere}")).Status);
        }

        // Another look at the same day changes nothing, and old days go.
        var made = dump.Text("madeAt");
        await work.Server.AdvanceAsync("PT1M");
        list = (await work.Server.Anonymous.GetAsync(Path)).Must(200).Json["items"]!.AsArray();
        Assert.Equal(made, list.Single(d => d.Text("day") == day).Text("madeAt"));
        for (var i = 0; i < 7; i++) await work.Server.AdvanceAsync("PT24H");
        list = (await work.Server.Anonymous.GetAsync(Path)).Must(200).Json["items"]!.AsArray();
        Assert.Equal(7, list.Count);
        Assert.DoesNotContain(day, list.Select(d => d.Text("day")));
    }

    private async Task AssertColumnsAsync(string path, IReadOnlyList<Guid> shown)
    {
        using var file = new MemoryStream(await work.Server.Anonymous.Client.GetByteArrayAsync(path));
        await using var reader = await ParquetReader.CreateAsync(file);
        Assert.Equal(1, reader.RowGroupCount);
        using var group = reader.OpenRowGroupReader(0);
        Assert.Equal(shown.Count, group.RowCount);
        var fields = reader.Schema.GetDataFields();
        Assert.DoesNotContain("target", fields.Select(f => f.Name));
        var ids = new string?[shown.Count];
        await group.ReadAsync(fields.Single(f => f.Name == "id"), ids.AsMemory());
        Assert.Equal(shown.Order(), ids.Select(i => Guid.Parse(i!)).Order());
    }

    private async Task AssertResumesAsync(string path, long atLeast)
    {
        var client = work.Server.Anonymous.Client;
        using var whole = await client.GetAsync(path);
        var bytes = await whole.Content.ReadAsByteArrayAsync();
        Assert.True(bytes.Length >= atLeast);
        Assert.Equal("bytes", whole.Headers.AcceptRanges.Single());
        var cut = bytes.Length / 3;
        async Task<HttpResponseMessage> FromAsync(long from, EntityTagHeaderValue tag)
        {
            var request = new HttpRequestMessage(HttpMethod.Get, path);
            request.Headers.Range = new(from, null);
            request.Headers.IfRange = new(tag);
            return await client.SendAsync(request);
        }
        using var rest = await FromAsync(cut, whole.Headers.ETag!);
        Assert.Equal(HttpStatusCode.PartialContent, rest.StatusCode);
        byte[] together = [.. bytes[..cut], .. await rest.Content.ReadAsByteArrayAsync()];
        Assert.True(together.AsSpan().SequenceEqual(bytes));
        using var other = await FromAsync(cut, new("\"of-another-day\""));
        Assert.Equal((HttpStatusCode.OK, bytes.Length),
            (other.StatusCode, (await other.Content.ReadAsByteArrayAsync()).Length));
        using var beyond = await FromAsync(bytes.Length + 1, whole.Headers.ETag!);
        Assert.Equal(HttpStatusCode.RequestedRangeNotSatisfiable, beyond.StatusCode);
    }
}
