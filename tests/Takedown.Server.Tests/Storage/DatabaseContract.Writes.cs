using System.Data.Common;

namespace Takedown.Server.Tests.Storage;

/// <summary>Transactions: alone, together, failing, cancelled.</summary>
public sealed partial class DatabaseContract
{
    [Fact]
    public async Task A_write_is_there_for_the_read_after_it()
    {
        await InsertAsync(Text("a"));
        Assert.Equal(["a"], await TextsAsync());
    }

    [Fact]
    public async Task A_write_that_fails_throws_its_own_error_and_leaves_nothing()
    {
        var error = await Assert.ThrowsAsync<InvalidOperationException>(() => database.WriteAsync(async s =>
        {
            await s.InsertAsync(Samples, [Text("a")]);
            throw new InvalidOperationException("mine");
        }));
        Assert.Equal("mine", error.Message);
        Assert.Empty(await TextsAsync());
    }

    [Fact]
    public async Task Of_many_writes_at_once_only_those_that_fail_are_lost()
    {
        // All of them wait behind one, so that they share its commit on a database that groups commits.
        var gate = new TaskCompletionSource();
        var first = database.WriteAsync(_ => gate.Task);
        var writes = Enumerable.Range(0, 210).Select(i => database.WriteAsync(async s =>
        {
            await s.InsertAsync(Samples, [Text($"{i:000}")]);
            if (i % 7 == 0) throw new InvalidOperationException($"{i}");
            // A unique violation fails in the database itself, not by an exception of ours.
            if (i % 7 == 1) await s.InsertAsync(Samples, [Text($"{i:000}")]);
        })).ToList();
        gate.SetResult();
        await first;

        for (var i = 0; i < writes.Count; i++)
        {
            if (i % 7 == 0)
                Assert.Equal($"{i}", (await Assert.ThrowsAsync<InvalidOperationException>(() => writes[i])).Message);
            else if (i % 7 == 1)
                Assert.True(
                    database.Dialect.IsUniqueViolation(await Assert.ThrowsAnyAsync<DbException>(() => writes[i])));
            else await writes[i];
        }
        Assert.Equal(Enumerable.Range(0, 210).Where(i => i % 7 > 1).Select(i => $"{i:000}"), await TextsAsync());
    }

    [Fact]
    public async Task Counting_up_from_many_writers_loses_none()
    {
        await InsertAsync(new Sample(ids.Next()) { Text = "counter", Number = 0 });
        await Task.WhenAll(Enumerable.Range(0, 200).Select(_ => database.WriteAsync(async s =>
        {
            var number = await s.FirstAsync<long>($"SELECT number FROM samples {database.Dialect.ForUpdate}");
            await s.ExecuteAsync("UPDATE samples SET number = @to", new { to = number + 1 });
        })));
        Assert.Equal(200, await database.ReadAsync(s => s.FirstAsync<long>("SELECT number FROM samples")));
    }

    [Fact]
    public async Task A_read_sees_nothing_that_is_not_committed()
    {
        var inside = await database.WriteAsync(async s =>
        {
            await s.InsertAsync(Samples, [Text("a")]);
            return await TextsAsync();
        });
        Assert.Empty(inside);
        Assert.Equal(["a"], await TextsAsync());
    }

    [Fact]
    public async Task A_read_cannot_write()
    {
        await Assert.ThrowsAnyAsync<DbException>(() => database.ReadAsync(s => s.InsertNewAsync(Samples, [Text("a")])));
        await Assert.ThrowsAnyAsync<DbException>(() =>
            database.ReportAsync(s => s.InsertNewAsync(Samples, [Text("a")])));
        Assert.Empty(await TextsAsync());
        await InsertAsync(Text("b"));
        Assert.Equal(["b"], await database.ReportAsync(s => s.QueryAsync<string>("SELECT text FROM samples")));
    }

    [Fact]
    public async Task A_write_cancelled_before_it_began_never_runs()
    {
        using var cancelled = new CancellationTokenSource();
        await cancelled.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() =>
            database.WriteAsync(s => s.InsertAsync(Samples, [Text("a")]), cancelled.Token));
        await InsertAsync(Text("b"));
        Assert.Equal(["b"], await TextsAsync());
    }

    [Fact]
    public async Task What_waits_for_the_commit_runs_after_it_and_not_after_a_failure()
    {
        var ran = new List<string>();
        await database.WriteAsync(s =>
        {
            s.AfterCommit(() => ran.Add("good"));
            Assert.Empty(ran);
            return Task.CompletedTask;
        });
        await Assert.ThrowsAsync<InvalidOperationException>(() => database.WriteAsync(s =>
        {
            s.AfterCommit(() => ran.Add("bad"));
            throw new InvalidOperationException();
        }));
        Assert.Equal(["good"], ran);
    }

    [Fact]
    public async Task A_fault_after_the_commit_stops_no_later_write()
    {
        var failing = database.WriteAsync(s =>
        {
            s.AfterCommit(() => throw new InvalidOperationException("a notification failed"));
            return s.InsertAsync(Samples, [Text("a")]);
        });
        await Record.ExceptionAsync(() => failing).WaitAsync(TimeSpan.FromSeconds(60));
        await InsertAsync(Text("b")).WaitAsync(TimeSpan.FromSeconds(60));
        Assert.Equal(["a", "b"], await TextsAsync());
    }

    [Fact]
    public async Task What_is_written_is_there_after_closing()
    {
        await InsertAsync(Text("a"));
        await database.DisposeAsync();
        database = Open();
        await database.MigrateAsync();
        Assert.Equal(["a"], await TextsAsync());
    }
}
