using System.Text.Json.Nodes;
using Takedown.Server.Tests.Harness;

namespace Takedown.Server.Tests.Evidence;

/// <summary>What a platform reads in its inbox says which files are here and which are awaited.</summary>
public sealed class InboxEvidenceTests(EvidenceServer own) : IClassFixture<EvidenceServer>
{
    private readonly TestServer server = own.Server;

    [Fact]
    public async Task Inbox_queue_and_pushes_say_of_each_file_whether_it_is_stored()
    {
        await using var receiver = await WebhookReceiver.StartAsync();
        var platform = await server.PlatformAsync("files.example");
        var pushed = await server.PushedAsync("pushed.example", receiver);
        var (holder, other) = (await server.ClaimantAsync("Holder Ltd"), await server.ClaimantAsync("Other Ltd"));
        var file = Proofs.Png("inbox", 3000);
        var (stored, awaited) = (Proofs.HashOf(file), Proofs.HashOf(Proofs.Png("later")));
        (await holder.Api.PutFileAsync(file)).Must(201);

        await holder.DeliverAsync(platform, Naming("https://files.example/1", stored.ToUpperInvariant(), awaited));
        await holder.DeliverAsync(platform, Naming("https://files.example/2"));
        // Who names the same hash without having stored the bytes has no file.
        await other.DeliverAsync(platform, Naming("https://files.example/3", stored));
        await holder.AcceptAsync(Naming("https://pushed.example/1", stored, stored, awaited));

        string[][] told = [[$"{stored} stored 3000 image/png", $"{awaited} awaited  "], [], [$"{stored} awaited  "]];
        foreach (var path in new[] { "/v1/inbox?limit=1000", "/v1/inbox/queue?limit=1000" })
            Assert.Equal(told, (await platform.Api.GetAsync(path)).Must(200).Items.Select(i => Told(i!)));
        // A file that is named twice is one file.
        Assert.Equal(told[0], Told(Assert.Single((await receiver.NextAsync()).Items)));
        Assert.Equal(told[0], Told(Assert.Single((await pushed.InboxUntilAsync(i => i.Count == 1)))));

        (await holder.Api.PutFileAsync(Proofs.Png("later"))).Must(201);
        var first = (await platform.Api.GetAsync("/v1/inbox?limit=1")).Must(200).Items[0]!;
        Assert.Equal($"{awaited} stored 64 image/png", Told(first)[1]);
        Assert.Null(first["evidence"]![0]!["kind"]);
    }

    /// <summary>A notice that names files by their hashes, and one by its address.</summary>
    private static object Naming(string url, params string[] hashes) => new
    {
        work = new { title = "七里香", type = "music" },
        target = new { url },
        evidence = hashes.Select(h => new { kind = "screenshot", sha256 = (string?)h, url = (string?)null })
            .Append(new { kind = "ownership", sha256 = (string?)null, url = (string?)"https://rights.example/1" }),
    };

    private static string[] Told(JsonNode item) => [.. (item["evidence"]?.AsArray() ?? []).Select(e =>
        $"{e.Text("sha256")} {e.Text("state")} {e!["length"]} {e.Text("mediaType")}")];
}
