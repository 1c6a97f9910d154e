using Takedown.Contracts;
using Takedown.Core.Transparency;
using Takedown.Server.Transparency;
using static Takedown.Server.Tests.Transparency.Entries;
using PublicNotice = Takedown.Core.Transparency.PublicNotice;

namespace Takedown.Server.Tests.Transparency;

public abstract partial class PublicRecordContract
{
    [Fact]
    public async Task An_older_version_never_replaces_a_newer_one()
    {
        var notice = Notice(1) with { Version = 5, State = NoticeState.Removed };
        await record.ApplyAsync(notice);
        await record.ApplyAsync(notice with { Version = 4, State = NoticeState.Delivered }, Notice(2));
        await record.ApplyAsync(notice with { State = NoticeState.Rejected });
        await record.ApplyAsync(notice with { Schema = 0, State = NoticeState.Rejected });
        Assert.Equal(NoticeState.Removed, (await FindAsync(notice.Id) as PublicNotice)?.State);
        // The same version in a newer schema is written anew, and a newer version in an older one too.
        await record.ApplyAsync(notice with { Schema = PublicEntry.CurrentSchema + 1, State = NoticeState.Disputed });
        Assert.Equal(NoticeState.Disputed, (await FindAsync(notice.Id) as PublicNotice)?.State);
        await record.ApplyAsync(notice with { Version = 6, State = NoticeState.Closed });
        Assert.Equal(NoticeState.Closed, (await FindAsync(notice.Id) as PublicNotice)?.State);
        Assert.Equal([notice.Id], await record.IdsAsync(Ask() with { State = NoticeState.Closed }));
    }

    [Fact]
    public async Task A_hidden_notice_is_marked_found_by_nothing_and_not_brought_back_by_a_late_writer()
    {
        var notice = Notice(1);
        await record.ApplyAsync(notice);
        await record.ApplyAsync(notice.Hidden());
        await record.ApplyAsync(notice);
        var hidden = Assert.IsType<HiddenNotice>(await FindAsync(notice.Id));
        Assert.Equal(("court-order", 2L), (hidden.Ground, hidden.Version));
        Assert.Empty(await record.IdsAsync(Ask()));
        Assert.Empty(await record.IdsAsync(Ask("七里香")));
        Assert.Empty(await record.IdsAsync(Ask() with { Host = "music.example" }));
        // Shown again by a later decision.
        await record.ApplyAsync(notice with { Version = 3 });
        Assert.Equal([notice.Id], await record.IdsAsync(Ask("七里香")));
        Assert.IsType<PublicNotice>(await FindAsync(notice.Id));
    }

    [Fact]
    public async Task A_corrected_title_is_found_and_the_former_is_not()
    {
        var notice = Notice(1, "周杰伦 夜曲");
        await record.ApplyAsync(notice);
        Assert.Equal([notice.Id], await record.IdsAsync(Ask("周杰伦")));
        await record.ApplyAsync(notice with
        {
            Version = 2, WorkTitle = "*** 夜曲", Terms = Terms.Of(["*** 夜曲", "Rights Ltd", "music.example"], []),
        });
        Assert.Empty(await record.IdsAsync(Ask("周杰伦")));
        Assert.Equal([notice.Id], await record.IdsAsync(Ask("夜曲")));
    }

    [Fact]
    public async Task Of_writers_at_once_the_newest_version_stays()
    {
        PublicNotice[] notices = [.. Enumerable.Range(0, 40).Select(i => Notice(i))];
        PublicEntry[][] sets = [.. Enumerable.Range(1, 8).Select(version => notices
            .Select(n => n with { Version = version, WorkTitle = $"v{version}", Terms = [$"v{version}", "all"] })
            .ToArray<PublicEntry>())];
        await Task.WhenAll(sets.Reverse().Concat(sets).Select(set => Task.Run(() => record.ApplyAsync(set))));
        Assert.Equal(40, (await record.IdsAsync(Ask("v8 all"))).Count);
        for (var old = 1; old < 8; old++) Assert.Empty(await record.IdsAsync(Ask($"v{old}")));
        foreach (var notice in notices) Assert.Equal(8, (await FindAsync(notice.Id))?.Version);
    }

    [Fact]
    public async Task The_cursor_is_moved_by_one_who_knows_where_it_is()
    {
        Assert.Equal(RecordCursor.Zero, await record.CursorAsync(default));
        var schema = RecordCursor.Zero with { Schema = 1 };
        Assert.True(await record.MoveAsync(RecordCursor.Zero, schema, default));
        var next = new RecordCursor(7, 12, Now, 1);
        Assert.True(await record.MoveAsync(schema, next, default));
        Assert.False(await record.MoveAsync(schema, next with { Tx = 9 }, default));
        Assert.Equal(next, await record.CursorAsync(default));
        // The instant moves without the position.
        Assert.True(await record.MoveAsync(next, next with { At = Now.AddSeconds(9) }, default));
        Assert.Equal(Now.AddSeconds(9), (await record.CursorAsync(default)).At);
        // An older program does not move it under a newer one.
        Assert.True(await record.MoveAsync(next, RecordCursor.Zero with { Schema = 2 }, default));
        Assert.False(await record.MoveAsync(RecordCursor.Zero, schema, default));
        var at = (await record.CursorAsync(default)) with { Tx = 1 };
        var moved = await Task.WhenAll(Enumerable.Range(1, 8).Select(i => Task.Run(() => record.MoveAsync(
            RecordCursor.Zero with { Schema = 2 }, at with { Seq = i }, default))));
        Assert.Single(moved, m => m);
    }

    private static PublicCount Count(string month, Guid platform, long received) => new()
    {
        Month = month, PlatformId = platform, PlatformName = "Name", Region = "CN", At = Now, Received = received,
        Delivered = 2, OnTime = 3, Late = 4, Breached = 5, Removed = 6, Rejected = 7, Withdrawn = 8, AccountActions = 9,
    };

    [Fact]
    public async Task Figures_are_replaced_by_month_and_platform()
    {
        await record.PutCountsAsync([Count("2026-01", Music.Id, 1), Count("2026-02", Music.Id, 1)], default);
        await record.PutCountsAsync([Count("2026-02", Music.Id, 5), Count("2026-02", Video.Id, 6)], default);
        await record.PutCountsAsync([], default);
        var all = await record.CountsAsync("2026-01", "2026-12", null, default);
        Assert.Equal([("2026-01", 1), ("2026-02", 5), ("2026-02", 6)], all.Select(c => (c.Month, c.Received)));
        Assert.Equal(Count("2026-02", Video.Id, 6), all[2]);
        Assert.Equal(6, Assert.Single(await record.CountsAsync("2026-02", "2026-02", Video.Id, default)).Received);
        Assert.Empty(await record.CountsAsync("2026-03", "2026-12", null, default));
    }

    [Fact]
    public async Task An_emptied_record_begins_anew()
    {
        await record.ApplyAsync(Notice(1) with { Version = 9 });
        await record.PutCountsAsync([Count("2026-01", Music.Id, 1)], default);
        await record.MoveAsync(RecordCursor.Zero, new(1, 1, Now, 1), default);
        await record.EmptyAsync(default);
        Assert.Equal(RecordCursor.Zero, await record.CursorAsync(default));
        Assert.Empty(await record.IdsAsync(Ask()));
        Assert.Empty(await record.IdsAsync(Ask("七里香")));
        Assert.Empty(await record.CountsAsync("2026-01", "2026-01", null, default));
        // Of a history in which the notice has not come as far.
        await record.ApplyAsync(Notice(1));
        Assert.Single(await record.IdsAsync(Ask("七里香")));
    }
}
