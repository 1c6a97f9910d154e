using System.Globalization;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using Takedown.Benchmarks.Figures;
using Takedown.Benchmarks.Topology;

namespace Takedown.Benchmarks.Scenarios;

/// <summary>
/// Uploads of evidence, compared with hashing and writing the same bytes with an fsync; then many small files, and how
/// much memory the server takes for them beyond what it had before.
/// </summary>
internal static class EvidenceFiles
{
    private const int LongFile = 60_000_000;
    private const int LongFiles = 4;
    private const int ShortFile = 200_000;
    private const int AtOnce = 8;

    private static readonly byte[] Mark = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A];

    public static async Task<IReadOnlyList<Figure>> RunAsync(Plan plan, CancellationToken stop)
    {
        await using var load = await Load.OpenAsync(plan.Engine);
        var http = load.Senders[0].Party.Http;
        var turns = new Turns(plan.Engine);
        await turns.RepeatAsync(plan.Repetitions, async () =>
        {
            var files = Enumerable.Range(0, LongFiles).Select(_ => Make(LongFile)).ToList();
            await turns.RateAsync("bare", LongFiles * (LongFile / 1_000_000), async () =>
            {
                foreach (var file in files) await WriteBareAsync(load.Engine.Directory, file, stop);
            });
            // The sender hashes too: what it needs for that is no time of the server.
            var hashed = files.ConvertAll(file => (File: file, Hash: HashOf(file)));
            await turns.RateAsync("evidence-upload", LongFiles * (LongFile / 1_000_000), async () =>
            {
                foreach (var (file, hash) in hashed) await PutAsync(http, file, hash, stop);
            });
        }, stop);
        var before = load.ServerPeakBytes;
        var count = plan.Brief ? 2_000 : 10_000;
        await Parallel.ForEachAsync(
            Enumerable.Range(0, count),
            new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = stop },
            async (_, cancellation) =>
            {
                var file = Make(ShortFile);
                await PutAsync(http, file, HashOf(file), cancellation);
            });
        var grown = Math.Max(0, load.ServerPeakBytes - before) / 1e6;
        return
        [
            turns.FigureOf("evidence-upload", "MB/s", Better.Higher, "bare", 0.85, "one file at a time"),
            Figure.Of(
                "evidence-memory", Turns.EngineName(plan.Engine), "MB", Better.Lower, [grown], target: 100,
                note: string.Create(CultureInfo.InvariantCulture,
                    $"growth of the peak over {count:N0} files of 200 KB, {AtOnce} at once")),
        ];
    }

    private static async Task WriteBareAsync(string folder, byte[] file, CancellationToken stop)
    {
        using var sha256 = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var path = Path.Combine(folder, "bare");
        await using (var bare = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 0))
        {
            foreach (var part in Enumerable.Range(0, (file.Length + 65_535) / 65_536))
            {
                var bytes = file.AsMemory(part * 65_536, Math.Min(65_536, file.Length - (part * 65_536)));
                sha256.AppendData(bytes.Span);
                await bare.WriteAsync(bytes, stop);
            }
            bare.Flush(flushToDisk: true);
        }
        _ = sha256.GetHashAndReset();
        File.Delete(path);
    }

    private static async Task PutAsync(HttpClient http, byte[] file, string hash, CancellationToken stop)
    {
        using var content = new ByteArrayContent(file);
        content.Headers.ContentType = new MediaTypeHeaderValue("image/png");
        using var answer = await http.PutAsync($"/v1/evidence/{hash}", content, stop);
        answer.EnsureSuccessStatusCode();
    }

    private static byte[] Make(int length)
    {
        var file = RandomNumberGenerator.GetBytes(length);
        Mark.CopyTo(file, 0);
        return file;
    }

    private static string HashOf(byte[] file) => Convert.ToHexStringLower(SHA256.HashData(file));
}
