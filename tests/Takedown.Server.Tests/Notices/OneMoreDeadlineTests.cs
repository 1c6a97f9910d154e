using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;
using Takedown.Contracts;
using Takedown.Core.Deadlines;
using Takedown.Core.Notices;
using Takedown.Server.Notices;
using Takedown.Server.Tests.Harness;
using Takedown.Storage;

namespace Takedown.Server.Tests.Notices;

/// <summary>
/// A deadline and a consequence are added by registering them: no handler, store or sweep of the product knows of
/// either.
/// </summary>
public sealed class OneMoreDeadlineTests
{
    /// <summary>The claimant has a day to think a removal over.</summary>
    private static readonly NoticeDeadline Review = new()
    {
        Kind = DeadlineKind.Feedback,
        Limit = (_, _, _) => new() { Unit = LimitUnit.Running, Duration = TimeSpan.FromDays(1) },
        StartedBy = [NoticeCommand.TakeAction],
        MetBy = [NoticeCommand.Withdraw],
    };

    [Fact]
    public async Task A_deadline_that_is_registered_starts_is_breached_once_and_ends()
    {
        await using var own = await StartAsync(Review);
        var (platform, claimant, id) = await own.Server.DeliveredAsync("review.example");
        await platform.SayAsync(id, "action-taken", "removed");

        await own.Server.AdvanceAsync("PT23H");
        Assert.DoesNotContain("deadline-breached", await claimant.TimelineAsync(id));
        await own.Server.AdvanceAsync("PT2H");
        await own.Server.AdvanceAsync("PT48H");
        var breach = (await claimant.FeedAsync()).Single(e => e.Text("type") == "deadline-breached");
        Assert.Equal(
            (id, "feedback", "removed"), (breach.Id("noticeId"), breach.Text("deadline"), breach.Text("state")));

        (await claimant.Api.PostAsync($"/v1/notices/{id}/withdrawal", new { })).Must(200);
        Assert.Equal(SlaStatus.Late, (await own.Seen.LastAsync(id)).Status);
        Assert.Equal(
            ["accepted", "delivered", "action-taken", "deadline-breached", "withdrawn"],
            await claimant.TimelineAsync(id));
    }

    [Fact]
    public async Task A_deadline_that_is_met_in_time_is_no_breach()
    {
        await using var own = await StartAsync(Review);
        var (platform, claimant, id) = await own.Server.DeliveredAsync("prompt.example");
        await platform.SayAsync(id, "action-taken", "removed");
        await own.Server.AdvanceAsync("PT23H");
        (await claimant.Api.PostAsync($"/v1/notices/{id}/withdrawal", new { })).Must(200);
        Assert.Equal(SlaStatus.Met, (await own.Seen.LastAsync(id)).Status);
        Assert.Equal("applied", await platform.SayAsync(id, "restored"));
        await own.Server.AdvanceAsync("P3D");
        Assert.DoesNotContain("deadline-breached", await claimant.TimelineAsync(id));
    }

    /// <summary>A deadline that is no breach: the platform may ask again until a day after its removal.</summary>
    private static readonly NoticeDeadline Window = new()
    {
        Kind = DeadlineKind.Feedback,
        Limit = (_, _, _) => new() { Unit = LimitUnit.Running, Duration = TimeSpan.FromDays(1) },
        StartedBy = [NoticeCommand.TakeAction],
        CancelledBy = [NoticeCommand.Withdraw],
        IsBreach = false,
        // It never applies to a removed notice: the deadline has to end all the same.
        OnExpiry = NoticeCommand.Escalate,
    };

    [Theory]
    [InlineData(false, "expired")]
    [InlineData(true, "cancelled")]
    public async Task A_deadline_that_is_no_breach_ends_without_a_trace(bool withdrawn, string why)
    {
        await using var own = await StartAsync(Window);
        var (platform, claimant, id) = await own.Server.DeliveredAsync($"{why}.example");
        await platform.SayAsync(id, "action-taken", "removed");
        Assert.Contains(own.Seen.LastOf(id).OtherDeadlines, d => d.Kind is DeadlineKind.Feedback);
        if (withdrawn)
        {
            (await claimant.Api.PostAsync($"/v1/notices/{id}/withdrawal", new { })).Must(200);
            await platform.SayAsync(id, "restored");
        }

        // Each answers only when the sweep has come to its end.
        await own.Server.AdvanceAsync("PT25H");
        await own.Server.AdvanceAsync("PT25H");
        Assert.DoesNotContain(own.Seen.LastOf(id).OtherDeadlines, d => d.Kind is DeadlineKind.Feedback);
        Assert.DoesNotContain("escalated", await claimant.TimelineAsync(id));
    }

    [Fact]
    public async Task A_consequence_sees_every_change_in_the_transaction_of_the_change()
    {
        await using var own = await StartAsync(Window);
        var (platform, claimant, id) = await own.Server.DeliveredAsync("seen.example");
        await platform.SayAsync(id, "acknowledged");
        own.Seen.Fails = true;
        (await claimant.Api.PostAsync($"/v1/notices/{id}/withdrawal", new { })).Must(500);
        own.Seen.Fails = false;
        Assert.Equal("acknowledged", await claimant.StateAsync(id));
        (await claimant.Api.PostAsync($"/v1/notices/{id}/withdrawal", new { })).Must(200);
        Assert.Equal([NoticeState.Delivered, NoticeState.Acknowledged, NoticeState.Withdrawn], own.Seen.StatesOf(id));
    }

    private static async Task<Own> StartAsync(NoticeDeadline rule)
    {
        var seen = new Seen();
        var server = await TestServer.StartAsync(
            services => services.AddSingleton(rule).AddSingleton<IConsequence>(seen));
        return new(server, seen);
    }

    private sealed record Own(TestServer Server, Seen Seen) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync() => await Server.DisposeAsync();
    }

    /// <summary>Writes down what it sees; refuses once it is told to.</summary>
    private sealed class Seen : IConsequence
    {
        private readonly ConcurrentQueue<NoticeRow> rows = [];

        public bool Fails { get; set; }

        public Task ApplyAsync(Session s, IReadOnlyList<NoticeChange> changes, ActContext at)
        {
            if (Fails) throw new InvalidOperationException("The consequence refuses.");
            s.AfterCommit(() =>
            {
                foreach (var change in changes) rows.Enqueue(change.After);
            });
            return Task.CompletedTask;
        }

        public NoticeRow LastOf(Guid id) => rows.Last(r => r.Id == id);

        public IEnumerable<NoticeState> StatesOf(Guid id) => rows.Where(r => r.Id == id).Select(r => r.State);

        /// <summary>The added deadline, once the transaction's observers have run.</summary>
        public async Task<Deadline> LastAsync(Guid id)
        {
            for (var i = 0; i < 100 && rows.LastOrDefault(r => r.Id == id)?.State is not NoticeState.RestoreDue; i++)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System);
            }
            return rows.Last(r => r.Id == id).OtherDeadlines.Single(d => d.Kind is DeadlineKind.Feedback);
        }
    }
}
