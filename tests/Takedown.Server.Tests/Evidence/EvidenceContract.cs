using Takedown.Core.Evidence;
using Takedown.Server.Evidence;
using Takedown.Server.Tests.Harness;

namespace Takedown.Server.Tests.Evidence;

/// <summary>What every store of evidence does, written once. Each part gets an empty store.</summary>
internal static class EvidenceContract
{
    /// <summary>Longer than what a store holds back before it sends it.</summary>
    private const int Long = 1_600_000;

    private static readonly CancellationToken Never = CancellationToken.None;

    private static readonly Dictionary<string, Func<IEvidenceFiles, HandClock, Task>> Parts = new()
    {
        [nameof(Comes_back)] = Comes_back,
        [nameof(Given_up)] = Given_up,
        [nameof(Given_up_beside_the_same)] = Given_up_beside_the_same,
        [nameof(At_once)] = At_once,
        [nameof(Removed)] = Removed,
        [nameof(Young_again)] = Young_again,
        [nameof(Left_behind)] = Left_behind,
    };

    public static TheoryData<string> Names => [.. Parts.Keys];

    public static Task RunAsync(string part, IEvidenceFiles files, HandClock clock) => Parts[part](files, clock);

    /// <summary>What was kept is found by its hash alone, whole and in parts.</summary>
    private static async Task Comes_back(IEvidenceFiles files, HandClock clock)
    {
        var file = Proofs.Png("a", Long);
        var hash = await KeepAsync(files, file);

        Assert.Equal(new StoredEvidence(hash, Long, clock.GetUtcNow()), await files.FindAsync(hash, Never));
        await using var content = (await files.OpenAsync(hash, Never))!;
        Assert.Equal((Long, true), (content.Length, content.CanSeek));
        Assert.Equal(file, await AllOfAsync(content));
        content.Seek(700_001, SeekOrigin.Begin);
        Assert.Equal(file[700_001..], await AllOfAsync(content));
        Assert.Equal([hash], await HashesAsync(files));
        var other = EvidenceHash.Of(new byte[32]);
        Assert.Equal((null, null), (await files.FindAsync(other, Never), await files.OpenAsync(other, Never)));
    }

    private static async Task Given_up(IEvidenceFiles files, HandClock clock)
    {
        await using (var attempt = await files.BeginAsync(Never))
            await attempt.WriteAsync(Proofs.Png("a", Long), Never);

        Assert.Empty(await HashesAsync(files));
        Assert.Equal(0, await files.DeleteAttemptsAsync(TimeProvider.System.GetUtcNow().AddHours(1), Never));
    }

    /// <summary>Who gives up the same content takes nothing of what others stored.</summary>
    private static async Task Given_up_beside_the_same(IEvidenceFiles files, HandClock clock)
    {
        var file = Proofs.Png("a", Long);
        var hash = await KeepAsync(files, file);

        await using (var attempt = await files.BeginAsync(Never)) await attempt.WriteAsync(file, Never);

        await using var content = (await files.OpenAsync(hash, Never))!;
        Assert.Equal(file, await AllOfAsync(content));
    }

    private static async Task At_once(IEvidenceFiles files, HandClock clock)
    {
        var file = Proofs.Png("a", Long);

        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => KeepAsync(files, file)));

        var hash = Assert.Single(await HashesAsync(files));
        await using var content = (await files.OpenAsync(hash, Never))!;
        Assert.Equal(file, await AllOfAsync(content));
        Assert.Equal(0, await files.DeleteAttemptsAsync(TimeProvider.System.GetUtcNow().AddHours(1), Never));
    }

    private static async Task Removed(IEvidenceFiles files, HandClock clock)
    {
        var (one, other) = (await KeepAsync(files, Proofs.Png("a")), await KeepAsync(files, Proofs.Png("b")));

        await files.DeleteAsync(one, Never);
        await files.DeleteAsync(one, Never);

        Assert.Equal([other], await HashesAsync(files));
        Assert.Null(await files.OpenAsync(one, Never));
        await KeepAsync(files, Proofs.Png("a"));
        await using var again = await files.OpenAsync(one, Never);
        Assert.NotNull(again);
    }

    /// <summary>The sweep tells by the time who stores a file again while it looks at it.</summary>
    private static async Task Young_again(IEvidenceFiles files, HandClock clock)
    {
        var hash = await KeepAsync(files, Proofs.Png("a"));
        clock.Now += TimeSpan.FromDays(2);

        await KeepAsync(files, Proofs.Png("a"));

        Assert.Equal(clock.Now, (await files.FindAsync(hash, Never))!.Value.StoredAt);
    }

    /// <summary>A process that died in the middle.</summary>
    private static async Task Left_behind(IEvidenceFiles files, HandClock clock)
    {
        var hash = await KeepAsync(files, Proofs.Png("a", Long));
        var lost = await files.BeginAsync(Never);
        await lost.WriteAsync(Proofs.Png("b", Long), Never);
        var now = TimeProvider.System.GetUtcNow();

        Assert.Equal(0, await files.DeleteAttemptsAsync(now.AddHours(-1), Never));
        Assert.Equal(1, await files.DeleteAttemptsAsync(now.AddHours(1), Never));
        Assert.Equal(0, await files.DeleteAttemptsAsync(now.AddHours(1), Never));
        await using var content = (await files.OpenAsync(hash, Never))!;
        Assert.Equal(Proofs.Png("a", Long), await AllOfAsync(content));
    }

    public static async Task<EvidenceHash> KeepAsync(IEvidenceFiles files, byte[] file)
    {
        Assert.True(EvidenceHash.TryParse(Proofs.HashOf(file), out var hash));
        await using var attempt = await files.BeginAsync(Never);
        foreach (var part in file.Chunk(100_000)) await attempt.WriteAsync(part, Never);
        await attempt.KeepAsync(hash, "image/png", Never);
        return hash;
    }

    public static async Task<List<EvidenceHash>> HashesAsync(IEvidenceFiles files)
    {
        var all = new List<EvidenceHash>();
        await foreach (var file in files.AllAsync(Never)) all.Add(file.Hash);
        return all;
    }

    private static async Task<byte[]> AllOfAsync(Stream content)
    {
        using var copy = new MemoryStream();
        await content.CopyToAsync(copy);
        return copy.ToArray();
    }
}

/// <summary>A clock that a test moves.</summary>
internal sealed class HandClock : TimeProvider
{
    public DateTimeOffset Now { get; set; } = new(2026, 11, 26, 8, 30, 0, TimeSpan.Zero);

    public override DateTimeOffset GetUtcNow() => Now;
}
