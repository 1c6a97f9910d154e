using System.Text.Json.Nodes;
using Takedown.Server.Tests.Harness;

namespace Takedown.Server.Tests.Evidence;

/// <summary>Who reads a file: who has stored it, and who may see a notice of theirs that names it.</summary>
public sealed class EvidenceReaderTests(EvidenceServer own) : IClassFixture<EvidenceServer>
{
    private readonly TestServer server = own.Server;

    [Fact]
    public async Task A_platform_sees_awaited_until_the_claimant_stores_the_file_and_then_reads_it()
    {
        var (claimant, platform) = (await server.ClaimantAsync(), await server.PlatformAsync("story.example"));
        var file = Proofs.Png("story", 5000);
        var hash = Proofs.HashOf(file);
        var id = await claimant.DeliverAsync(
            platform, Sample.Notice("https://story.example/1", file: hash.ToUpperInvariant()));
        Assert.Equal($"screenshot {hash} awaited  ", Told((await platform.NoticeAsync(id))["evidence"]![0]!));
        Assert.Equal(404, (await platform.ReadFileAsync(hash)).Status);
        Assert.Equal(404, (await claimant.ReadFileAsync(hash)).Status);

        var first = (await claimant.Api.PutFileAsync(file)).Must(201).Json;
        var again = (await claimant.Api.PutFileAsync(file)).Must(200).Json;

        Assert.Equal(first.ToJsonString(), again.ToJsonString());
        Assert.Equal((hash, 5000, "image/png"), (first.Text("sha256"), first.Long("length"), first.Text("mediaType")));
        foreach (var reader in new[] { claimant, platform })
            Assert.Equal(
                $"screenshot {hash} stored 5000 image/png", Told((await reader.NoticeAsync(id))["evidence"]![0]!));
        var (status, bytes, answer) = await platform.ReadFileAsync(hash);
        Assert.Equal((200, true), (status, bytes.SequenceEqual(file)));
        Assert.Equal("image/png", answer.Content.Headers.ContentType!.ToString());
        Assert.Equal(("attachment", $"{hash}.png"), (
            answer.Content.Headers.ContentDisposition!.DispositionType,
            answer.Content.Headers.ContentDisposition.FileNameStar));
        Assert.Equal("nosniff", Header(answer, "X-Content-Type-Options"));
        Assert.Equal("sandbox; default-src 'none'", Header(answer, "Content-Security-Policy"));
        Assert.Equal("same-origin", Header(answer, "Cross-Origin-Resource-Policy"));
        Assert.Equal($"sha-256=:{Convert.ToBase64String(Convert.FromHexString(hash))}:", Header(answer, "Repr-Digest"));
        Assert.Equal($"\"{hash}\"", Header(answer, "ETag"));
        await CustodyIsAsync(claimant, platform, hash, id);
    }

    private static async Task CustodyIsAsync(Organisation claimant, Organisation platform, string hash, Guid notice)
    {
        Assert.Equal([$"stored claimant ", $"read platform {notice}"], await LogAsync(claimant, hash));
        (await claimant.ReadFileAsync(hash)).Answer.EnsureSuccessStatusCode();
        // What the claimant reads of its own is not the platform's to know.
        Assert.Equal(["stored claimant ", $"read platform {notice}"], await LogAsync(platform, hash));
        Assert.Equal(3, (await LogAsync(claimant, hash)).Count);
        var page = (await claimant.Api.GetAsync($"/v1/evidence/{hash}/custody?limit=2")).Must(200).Json;
        var rest = (await claimant.Api.GetAsync($"/v1/evidence/{hash}/custody?after={page["next"]}")).Must(200);
        Assert.Equal("read claimant ", Line(Assert.Single(rest.Items)!));
    }

    [Fact]
    public async Task Parts_are_read_by_range_and_HEAD_leaves_no_trace()
    {
        var claimant = await server.ClaimantAsync();
        var file = Proofs.Png("parts", 5000);
        var hash = Proofs.HashOf(file);
        (await claimant.Api.PutFileAsync(file)).Must(201);

        var (status, bytes, answer) = await claimant.ReadFileAsync(hash, range: "bytes=100-199");
        Assert.Equal((206, true), (status, bytes.AsSpan().SequenceEqual(file.AsSpan(100, 100))));
        Assert.Equal("bytes 100-199/5000", answer.Content.Headers.ContentRange!.ToString());
        Assert.Equal(file[4990..], (await claimant.ReadFileAsync(hash, range: "bytes=-10")).Bytes);
        Assert.Equal(416, (await claimant.ReadFileAsync(hash, range: "bytes=5000-")).Status);
        var read = (await LogAsync(claimant, hash)).Count;
        var (head, none, headers) = await claimant.ReadFileAsync(hash, HttpMethod.Head);
        Assert.Equal((200, 0, 5000), (head, none.Length, headers.Content.Headers.ContentLength));
        Assert.Equal(404, (await claimant.ReadFileAsync(Proofs.HashOf([1]), HttpMethod.Head)).Status);
        Assert.Equal(read, (await LogAsync(claimant, hash)).Count);
    }

    [Fact]
    public async Task To_know_a_hash_or_to_name_it_opens_nothing()
    {
        var (one, other) = (await server.ClaimantAsync("One Ltd"), await server.ClaimantAsync("Other Ltd"));
        var (near, far) = (await server.PlatformAsync("near.example"), await server.PlatformAsync("far.example"));
        var file = Proofs.Png("secret");
        var hash = Proofs.HashOf(file);
        (await one.Api.PutFileAsync(file)).Must(201);
        var mine = await one.DeliverAsync(near, Sample.Notice("https://near.example/1", file: hash));

        var theirs = await other.DeliverAsync(far, Sample.Notice("https://far.example/1", file: hash));

        Assert.Equal("awaited", (await far.NoticeAsync(theirs))["evidence"]![0].Text("state"));
        foreach (var stranger in new[] { other, far })
        {
            foreach (var path in new[] { hash, $"{hash}?notice={theirs}", $"{hash}?notice={mine}", $"{hash}/custody" })
                Assert.Equal((path, 404), (path, (await stranger.ReadFileAsync(path)).Status));
        }
        Assert.Equal(200, (await near.ReadFileAsync($"{hash}?notice={mine}")).Status);

        // Who shows the bytes has them, and knows nothing of others who do.
        (await other.Api.PutFileAsync(file)).Must(201);
        Assert.Equal(200, (await far.ReadFileAsync(hash)).Status);
        Assert.Equal(["stored claimant ", $"read platform {theirs}"], await LogAsync(other, hash));
        Assert.Equal(["stored claimant ", $"read platform {mine}"], await LogAsync(one, hash));
    }

    [Fact]
    public async Task Regulators_read_by_region_and_function_and_their_reads_are_theirs()
    {
        var (claimant, platform) = (await server.ClaimantAsync(), await server.PlatformAsync("regulated.example"));
        var (near, far) = (await server.RegulatorAsync("CN-533100"), await server.RegulatorAsync("CN-310000"));
        var police = await server.RegulatorAsync("CN-533123", "police");
        var file = Proofs.Png("regulated");
        var hash = Proofs.HashOf(file);
        (await claimant.Api.PutFileAsync(file)).Must(201);
        Assert.Equal(404, (await near.ReadFileAsync(hash)).Status);
        await claimant.DeliverAsync(platform, Sample.Notice("https://regulated.example/1", file: hash));

        Assert.Equal(200, (await near.ReadFileAsync(hash)).Status);
        foreach (var other in new[] { far, police }) Assert.Equal(404, (await other.ReadFileAsync(hash)).Status);
        (await server.Operator.GetAsync($"/v1/evidence/{hash}")).Must(200);

        Assert.Equal(["stored claimant "], await LogAsync(claimant, hash));
        Assert.Equal(3, (await LogAsync(near, hash)).Count);
        var audited = (await server.Operator.GetAsync($"/v1/audit?act=evidence.read&object={hash}")).Must(200).Items;
        Assert.Equal(2, audited.Count);
    }

    [Fact]
    public async Task What_an_answer_to_a_question_names_is_read_too()
    {
        var (claimant, platform) = (await server.ClaimantAsync(), await server.PlatformAsync("asks.example"));
        await claimant.StoreAsync("The first file, so that later notices are linked.");
        var id = await claimant.DeliverAsync(platform, Sample.Notice("https://asks.example/1"));
        Assert.Equal("applied", await platform.SayAsync(
            id, "information-requested", reason: new { code = "evidence-insufficient", text = "Send the contract." }));
        var hash = await claimant.StoreAsync("The contract.");
        (await claimant.Api.PostAsync($"/v1/notices/{id}/supplement", new
        {
            text = "Here it is.", evidence = new[] { new { kind = "contract", sha256 = hash } },
        })).Must(200);

        Assert.Equal(200, (await platform.ReadFileAsync(hash)).Status);
        var told = (await platform.NoticeAsync(id))["evidence"]!.AsArray().Select(e => Told(e!));
        Assert.Contains($"contract {hash} stored 13 text/plain", told);
    }

    private static string Told(JsonNode evidence) => string.Join(' ', new[]
    {
        "kind", "sha256", "state", "length", "mediaType",
    }.Select(name => evidence[name]?.ToString()));

    private static string Header(HttpResponseMessage answer, string name) =>
        string.Join(",", answer.Headers.GetValues(name));

    private static async Task<List<string>> LogAsync(Organisation reader, string hash) =>
        [.. (await reader.Api.GetAsync($"/v1/evidence/{hash}/custody")).Must(200).Items.Select(e => Line(e!))];

    private static string Line(JsonNode entry) => $"{entry["act"]} {entry["kind"]} {entry["noticeId"]}";
}
