using Takedown.Storage;

namespace Takedown.Server.Tests.Storage;

/// <summary>Items that arrive together run together, and a failing one fails only itself.</summary>
[Trait("Database", "unused")]
public sealed class GroupCommitTests
{
    private readonly List<int[]> done = [];
    private readonly TaskCompletionSource gate = new();

    [Fact]
    public async Task What_comes_meanwhile_is_done_together_and_no_more_than_fits()
    {
        await using var commits = GroupCommit(maxSize: 3);
        var first = commits.DoAsync(0);
        var others = Enumerable.Range(1, 5).Select(commits.DoAsync).ToList();
        gate.SetResult();
        Assert.Equal(0, await first);
        var outcomes = await Task.WhenAll(others);
        Assert.Equal([10, 20, 30, 40, 50], outcomes);
        Assert.All(done, group => Assert.InRange(group.Length, 1, 3));
        Assert.True(done.Count < 6, "nothing was done together");
    }

    [Fact]
    public async Task Whose_work_fails_hears_it_and_nobody_else()
    {
        await using var commits = GroupCommit(maxSize: 10);
        var first = commits.DoAsync(0);
        var works = Enumerable.Range(1, 6).Select(commits.DoAsync).ToList();
        var bad = commits.DoAsync(-1);
        gate.SetResult();
        await first;
        var outcomes = await Task.WhenAll(works);
        Assert.Equal([10, 20, 30, 40, 50, 60], outcomes);
        await Assert.ThrowsAsync<InvalidOperationException>(() => bad);
        Assert.Equal(70, await commits.DoAsync(7));
    }

    [Fact]
    public async Task A_fault_of_no_item_is_reported_to_all_at_once()
    {
        await using var commits = new GroupCommit<int, int>(async _ =>
        {
            await gate.Task;
            throw new TimeoutException();
        }, _ => 1, () => 10, 1, _ => false);
        var works = Enumerable.Range(1, 6).Select(commits.DoAsync).ToList();
        gate.SetResult();
        foreach (var work in works) await Assert.ThrowsAsync<TimeoutException>(() => work);
    }

    [Fact]
    public async Task What_is_queued_is_done_before_it_stops()
    {
        var commits = GroupCommit(maxSize: 10);
        var works = Enumerable.Range(1, 50).Select(commits.DoAsync).ToList();
        gate.SetResult();
        await commits.DisposeAsync();
        Assert.Equal(50, (await Task.WhenAll(works)).Length);
    }

    [Fact]
    public async Task A_worker_pauses_after_a_group_and_not_when_it_stops()
    {
        var commits = new GroupCommit<int, int>(works => Task.FromResult(works), _ => 1, () => 1, 1, _ => true, _ =>
        {
            gate.TrySetResult();
            return TimeSpan.FromHours(1);
        });
        Assert.Equal(1, await commits.DoAsync(1));
        await gate.Task.WaitAsync(TimeSpan.FromSeconds(60));
        var second = commits.DoAsync(2);
        Assert.False(second.IsCompleted);
        await commits.DisposeAsync();
        Assert.Equal(2, await second.WaitAsync(TimeSpan.FromSeconds(60)));
    }

    private GroupCommit<int, int> GroupCommit(int maxSize) => new(async works =>
    {
        await gate.Task;
        if (works.Contains(-1)) throw new InvalidOperationException("-1");
        done.Add([.. works]);
        return [.. works.Select(w => w * 10)];
    }, _ => 1, () => maxSize, workers: 1, error => error is InvalidOperationException);
}
