using Takedown.Server.Http;
using Takedown.Server.Tests.Harness;

namespace Takedown.Server.Tests.Http;

/// <summary>The memory for bodies: who gets it, who waits, who gives it back and who loses its place.</summary>
[Trait("Database", "unused")]
public sealed class BodyBudgetTests : IDisposable
{
    private const int Free = BodyHold.FreeBytes;

    /// <summary>Room for two pieces.</summary>
    private readonly BodyBudget budget = new(1 << 20, TimeSpan.FromMilliseconds(100));

    [Fact]
    public void A_short_body_takes_nothing()
    {
        using var hold = new BodyHold(budget, 3);
        Assert.True(hold.TryCover(Free));
        Assert.Equal(0, budget.Used);
    }

    [Fact]
    public void A_longer_body_takes_more_as_it_grows_and_gives_all_of_it_back()
    {
        using (var hold = new BodyHold(budget, 1))
        {
            Assert.True(hold.TryCover(Free + 1));
            Assert.Equal(512 << 10, budget.Used);
            Assert.True(hold.TryCover(Free + (513 << 10)));
            Assert.Equal(1 << 20, budget.Used);
        }
        Assert.Equal(0, budget.Used);
    }

    [Fact]
    public void Where_nothing_is_left_those_who_can_give_some_back_are_told()
    {
        using var hold = new BodyHold(budget, 1);
        using var other = new BodyHold(budget, 1);
        Assert.True(hold.TryCover(Free + (1 << 20)));
        Assert.False(hold.Pressure.IsCompleted);
        Assert.False(other.TryCover(Free + 1));
        Assert.True(hold.Pressure.IsCompleted);

        hold.Detach()!.Dispose();
        Assert.False(hold.Pressure.IsCompleted);
        Assert.True(other.TryCover(Free + 1));
    }

    [Fact]
    public void Memory_of_what_is_being_stored_is_in_use_until_it_is_stored()
    {
        using var hold = new BodyHold(budget, 1);
        Assert.True(hold.TryCover(Free + (1 << 20)));
        using (hold.Detach())
        {
            Assert.Equal(1 << 20, budget.Used);
            Assert.False(hold.TryCover(Free + 1));
        }
        Assert.True(hold.TryCover(Free + 1));
    }

    [Fact]
    public async Task One_body_at_a_time_may_exceed_the_memory_and_the_others_wait_in_their_order()
    {
        using var full = new BodyHold(budget, 1);
        Assert.True(full.TryCover(Free + (1 << 20)));
        var first = new BodyHold(budget, 1);
        using var second = new BodyHold(budget, 1);
        using var third = new BodyHold(budget, 1);
        await first.CoverAsync(Free + 1, CancellationToken.None);
        Assert.True(budget.Used > 1 << 20);
        var waiting = second.CoverAsync(Free + 1, CancellationToken.None);
        var behind = third.CoverAsync(Free + 1, CancellationToken.None);
        Assert.False(waiting.IsCompleted || behind.IsCompleted);

        first.Dispose();
        await waiting;
        Assert.False(behind.IsCompleted);
        full.Dispose();
        await behind;
    }

    [Fact]
    public async Task Who_stops_waiting_leaves_its_place_to_the_next()
    {
        using var full = new BodyHold(budget, 1);
        Assert.True(full.TryCover(Free + (1 << 20)));
        using var first = new BodyHold(budget, 1);
        await first.CoverAsync(Free + 1, CancellationToken.None);
        using var second = new BodyHold(budget, 1);
        using var third = new BodyHold(budget, 1);
        using var gone = new CancellationTokenSource();
        var waiting = second.CoverAsync(Free + 1, gone.Token);
        var behind = third.CoverAsync(Free + 1, CancellationToken.None);
        await gone.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
        full.Dispose();
        await behind;
        Assert.Equal(2 * (512 << 10), budget.Used);
    }

    [Fact]
    public async Task A_body_that_brings_nothing_while_others_wait_is_ended_and_one_that_the_server_holds_up_is_not()
    {
        using var slow = new BodyHold(budget, 1);
        using var busy = new BodyHold(budget, 1);
        Assert.True(slow.TryCover(Free + 1) && busy.TryCover(Free + 1));
        var nothing = new TaskCompletionSource<int>();
        var reading = slow.ReceiveAsync(new ValueTask<int>(nothing.Task));

        using var first = new BodyHold(budget, 1);
        using var second = new BodyHold(budget, 1);
        await first.CoverAsync(Free + 1, CancellationToken.None);
        var waiting = second.CoverAsync(Free + 1, CancellationToken.None);
        await Following.WaitUntilAsync(() => Task.FromResult(slow.Ended.IsCancellationRequested), ended => ended);
        Assert.False(busy.Ended.IsCancellationRequested);
        nothing.SetResult(0);
        await reading;
        slow.Dispose();
        first.Dispose();
        await waiting;
    }

    public void Dispose() => budget.Dispose();
}
