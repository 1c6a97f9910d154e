using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Takedown.Server.Tests.Executable;
using Takedown.Server.Tests.Harness;

namespace Takedown.Server.Tests.Faults;

/// <summary>The real server whose folder of evidence is on a disk of its own, which gets full.</summary>
[Collection(Processes.Name)]
public sealed class EvidenceDiskTests : IDisposable
{
    private const int FileLength = 700_000, MaxFiles = 60;

    private readonly Scratch scratch = new();

    public void Dispose() => scratch.Dispose();

    [DiskFact(postgres: false)]
    public async Task Its_disk_is_full_and_gets_larger()
    {
        using var disk = new SmallDisk(8);
        var folder = Path.Combine(disk.Path, "evidence");
        await using var server = new FaultyServer(
            new ServerProcess(scratch.Path, ("Takedown__Evidence__Folder", folder)));
        await server.StartAsync();
        await server.UntilReadyAsync();
        var claimant = await server.Process.RegisterClaimantAsync("Shows too much");
        List<byte[]> stored = [];
        byte[] refused;
        while (true)
        {
            Assert.InRange(stored.Count, 0, MaxFiles);
            var file = Proofs.Png($"full {stored.Count}", FileLength);
            var (status, code) = await PutAsync(claimant.Http, file);
            if (status is HttpStatusCode.Created)
            {
                stored.Add(file);
                continue;
            }
            Assert.Equal((HttpStatusCode.ServiceUnavailable, "evidence.unavailable"), (status, code));
            refused = file;
            break;
        }
        Assert.InRange(stored.Count, 5, MaxFiles);

        // Nothing of it is left: no part of the file, no row, and nothing counted.
        await IsMissingAsync(claimant.Http, folder, refused, stored);
        // One that still fits is stored, and what has nothing to do with files goes on.
        var small = Proofs.Png("small");
        Assert.Equal((HttpStatusCode.Created, null), await PutAsync(claimant.Http, small));
        stored.Add(small);
        Assert.Equal(HttpStatusCode.OK, (await server.ReadinessAsync()).Status);
        Assert.Equal((HttpStatusCode.OK, null), await server.CallAsync());
        // Four at once want the little room that is left.
        var together = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => PutAsync(claimant.Http, refused)));
        Assert.All(together, t => Assert.Equal((HttpStatusCode.ServiceUnavailable, "evidence.unavailable"), t));
        await IsMissingAsync(claimant.Http, folder, refused, stored);
        Assert.False(
            server.Process.Output.Contains("nhandled exception", StringComparison.Ordinal), server.Process.Output);

        disk.Grow(64);
        Assert.Equal((HttpStatusCode.Created, null), await PutAsync(claimant.Http, refused));
        stored.Add(refused);
        foreach (var file in stored)
        {
            Assert.True((await claimant.Http.GetByteArrayAsync(PathOf(file))).AsSpan().SequenceEqual(file));
            Assert.Equal((HttpStatusCode.OK, null), await PutAsync(claimant.Http, file));
        }
    }

    private static async Task IsMissingAsync(HttpClient http, string folder, byte[] file, List<byte[]> stored)
    {
        Assert.Empty(Directory.GetFiles(Path.Combine(folder, "attempts")));
        Assert.Equal(
            stored.Select(Proofs.HashOf).Order(StringComparer.Ordinal),
            Directory.GetFiles(folder, "*", SearchOption.AllDirectories).Select(Path.GetFileName)
                .Order(StringComparer.Ordinal));
        using var answer = await http.GetAsync(PathOf(file));
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        var usage = await http.GetFromJsonAsync<JsonNode>("/v1/usage");
        Assert.Equal(stored.Sum(f => f.Length), usage!["evidenceBytesStored"]!.GetValue<long>());
    }

    private static async Task<(HttpStatusCode Status, string? Code)> PutAsync(HttpClient http, byte[] file)
    {
        using var body = new ByteArrayContent(file)
        {
            Headers = { ContentType = new MediaTypeHeaderValue("image/png") },
        };
        using var answer = await http.PutAsync(PathOf(file), body);
        return (answer.StatusCode, (await answer.Content.ReadFromJsonAsync<JsonNode>())?["code"]?.GetValue<string>());
    }

    private static string PathOf(byte[] file) => $"/v1/evidence/{Proofs.HashOf(file)}";
}
