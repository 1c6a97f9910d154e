using System.Text.Json;
using Takedown.Contracts;
using Takedown.Core.Transparency;
using Takedown.Server.Tests.Harness;
using Takedown.Server.Transparency;
using Takedown.Storage.Mongo;
using static Takedown.Server.Tests.Transparency.Entries;
using PublicNotice = Takedown.Core.Transparency.PublicNotice;

namespace Takedown.Server.Tests.Transparency;

/// <summary>What every store of the public record does; each store runs it.</summary>
public abstract partial class PublicRecordContract : IAsyncLifetime
{
    private IPublicRecord record = null!;

    /// <summary>An empty record of its own.</summary>
    private protected abstract Task<IPublicRecord> CreateAsync();

    protected abstract Task DropAsync();

    public async Task InitializeAsync()
    {
        record = await CreateAsync();
        // The driver drops a connection now and then that it is just opening. The projector tries again; so does this.
        await Following.WaitUntilAsync(async () => await OpensAsync(), opened => opened);
        // A second start finds everything there.
        await record.OpenAsync(default);
    }

    private async Task<bool> OpensAsync()
    {
        try
        {
            await record.OpenAsync(default);
            return true;
        }
        catch (MongoUnavailableException)
        {
            return false;
        }
    }

    public Task DisposeAsync() => DropAsync();

    private async Task<PublicEntry?> FindAsync(Guid id, DateTimeOffset? now = null) =>
        await record.FindAsync(id, now ?? Now, default);

    [Fact]
    public async Task What_is_stored_is_read_as_it_was()
    {
        var full = Notice(1) with
        {
            Measure = Measure.Blocked, Reason = new("licensed"), AnsweredAt = Start, Escalated = true,
        };
        var bare = Notice(2) with
        {
            Claimant = null, Host = null, Target = null, WorkType = null, WorkTitle = null, RegistrationNo = null,
            Statements = [], Terms = [],
        };
        await record.ApplyAsync(full, bare);
        foreach (var stored in (PublicNotice[])[full, bare])
        {
            var read = await FindAsync(stored.Id) as PublicNotice;
            Assert.Equal(JsonSerializer.Serialize(stored), JsonSerializer.Serialize(read));
        }
        Assert.Equal([bare.Id, full.Id], await record.IdsAsync(Ask()));
        Assert.Null(await FindAsync(Notice(3).Id));
        await record.ApplyAsync();
    }

    [Fact]
    public async Task A_search_finds_what_has_all_terms_newest_first()
    {
        PublicNotice[] notices =
        [
            Notice(1), Notice(2, "七里香"), Notice(3, "里香七"), Notice(4, "夜曲"), Notice(5, "Blue", "video.example"),
        ];
        await record.ApplyAsync(notices);
        Guid[] Of(params int[] which) => [.. which.Select(i => notices[i - 1].Id)];
        Assert.Equal(Of(2, 1), await record.IdsAsync(Ask("七里香")));
        Assert.Equal(Of(1), await record.IdsAsync(Ask("七里香 晴天")));
        Assert.Equal(Of(3), await record.IdsAsync(Ask("里香七")));
        Assert.Equal(Of(5), await record.IdsAsync(Ask("VIDEO blue")));
        Assert.Equal(Of(5, 4, 3, 2, 1), await record.IdsAsync(Ask("rights")));
        Assert.Empty(await record.IdsAsync(Ask("七里香 nothing")));
        Assert.Empty(await record.IdsAsync(Ask(".*")));
        Assert.Empty(await record.IdsAsync(Ask("' OR 1=1 --")));
        Assert.Empty((await record.FacetsAsync(Ask(".*"), default)).Fields["host"]);
    }

    [Fact]
    public async Task Every_filter_filters_and_they_are_combined()
    {
        var one = Notice(1);
        var other = Notice(60 * 24, host: "video.example") with
        {
            Platform = Video, Regime = "us-dmca", WorkType = "film-tv", State = NoticeState.Removed,
            Measure = Measure.Delisted,
        };
        await record.ApplyAsync(one, other);
        var all = Ask("晴天");
        foreach (var only in (PublicSearch[])
        [
            all with { Platform = Video.Id }, all with { Host = "video.example" }, all with { Regime = "us-dmca" },
            all with { WorkType = "film-tv" }, all with { State = NoticeState.Removed },
            all with { Measure = Measure.Delisted }, all with { From = other.ReceivedAt },
            all with { Regime = "us-dmca", WorkType = "film-tv" },
        ])
        {
            Assert.Equal([other.Id], await record.IdsAsync(only));
            Assert.Equal([other.Id], await record.IdsAsync(only with { Terms = [] }));
            Assert.Equal(1, (await record.FacetsAsync(only, default)).Matches);
            Assert.Empty(await record.IdsAsync(only with { Before = other.ReceivedAt }));
            Assert.Empty(await record.IdsAsync(only with { Platform = Music.Id, Host = "video.example" }));
        }
        Assert.Equal([one.Id], await record.IdsAsync(all with { Before = other.ReceivedAt }));
    }

    [Fact]
    public async Task Pages_neither_overlap_nor_skip_while_notices_come_and_are_hidden()
    {
        PublicNotice[] notices = [.. Enumerable.Range(0, 25).Select(i => Notice(i))];
        await record.ApplyAsync(notices);
        List<Guid> seen = [];
        var search = Ask("七里香") with { Limit = 10 };
        var first = await record.SearchAsync(search, default);
        seen.AddRange(first.Items.Select(n => n.Id));
        // While it is being read: a new notice, one hidden before it is reached, and the last one of the page hidden.
        await record.ApplyAsync(Notice(30), notices[3].Hidden(), notices[15].Hidden());
        for (var page = first; page.Next is { } next;)
        {
            page = await record.SearchAsync(search with { After = next }, default);
            seen.AddRange(page.Items.Select(n => n.Id));
        }
        Assert.Equal(notices.Reverse().Where(n => n != notices[3]).Select(n => n.Id), seen);
    }

    [Fact]
    public async Task Nothing_is_read_before_its_publication_or_after_its_end()
    {
        var early = Notice(1) with { PublishAt = Now.AddSeconds(1) };
        var late = Notice(2) with { ExpireAt = Now };
        var hidden = Notice(3).Hidden() with { PublishAt = Now.AddSeconds(1) };
        await record.ApplyAsync(early, late, hidden);
        Assert.Empty(await record.IdsAsync(Ask()));
        Assert.Empty(await record.IdsAsync(Ask("七里香")));
        Assert.Equal(0, (await record.FacetsAsync(Ask(), default)).Matches);
        foreach (var entry in (PublicEntry[])[early, late, hidden]) Assert.Null(await FindAsync(entry.Id));
        Assert.Empty(await record.HistoryAsync(Years(HistoryAxis.Host), default));
        Assert.NotNull(await FindAsync(early.Id, early.PublishAt));
        Assert.NotNull(await FindAsync(late.Id, Now.AddSeconds(-1)));
        Assert.Equal([early.Id], await record.IdsAsync(Ask("七里香") with { Now = early.PublishAt }));
        Assert.InRange(await record.DeleteExpiredAsync(Now, 10, default), 0, 1);
        Assert.NotNull(await FindAsync(early.Id, early.PublishAt));
    }

    [Fact]
    public async Task Facets_divide_the_matches()
    {
        await record.ApplyAsync(
            Notice(1), Notice(2) with { State = NoticeState.Removed, Measure = Measure.Removed },
            Notice(3, host: "video.example") with { Platform = Video, WorkType = null },
            Notice(4, "夜曲"), Notice(5).Hidden());
        var facets = await record.FacetsAsync(Ask("七里香"), default);
        Assert.Equal((3, false), (facets.Matches, facets.Capped));
        Assert.Equal(PublicFacets.Names, facets.Fields.Keys);
        Assert.Equal(
            [new(Music.Id.ToString(), "音乐平台", 2), new(Video.Id.ToString(), "Video", 1)], facets.Fields["platform"]);
        Assert.Equal([new("music.example", null, 2), new("video.example", null, 1)], facets.Fields["host"]);
        Assert.Equal([new("music", null, 2)], facets.Fields["workType"]);
        Assert.Equal([new("delivered", null, 2), new("removed", null, 1)], facets.Fields["state"]);
        Assert.Equal([new("removed", null, 1)], facets.Fields["measure"]);
        Assert.Equal([new("cn-copyright", null, 3)], facets.Fields["regime"]);
        Assert.Equal([new("removed", null, 1)], (await record.FacetsAsync(
            Ask() with { State = NoticeState.Removed }, default)).Fields["state"]);
    }

    private static PublicHistory Years(HistoryAxis by) => new()
    {
        By = by,
        Bounds = [Start.AddYears(-1), Start, Start.AddYears(1)],
        Now = Now,
    };

    [Fact]
    public async Task The_history_sums_by_what_is_asked_for()
    {
        await record.ApplyAsync(
            Notice(-60), Notice(1) with { State = NoticeState.Removed },
            Notice(2) with { State = NoticeState.Rejected, Escalated = true },
            Notice(3, "夜曲", "video.example") with { Platform = Video }, Notice(4).Hidden());
        var works = await record.HistoryAsync(Years(HistoryAxis.Work), default);
        Assert.Equal([(0, "晴天 七里香 精选", 1, 0, 0, 0), (1, "晴天 七里香 精选", 2, 1, 1, 1), (1, "夜曲", 1, 0, 0, 0)],
            works.Select(w => (w.Interval, w.Key, w.Notices, w.Removed, w.Rejected, w.Escalated)));
        Assert.Equal(["Video"], (await record.HistoryAsync(
            Years(HistoryAxis.Platform) with { Platforms = [Video.Id] }, default)).Select(h => h.Key));
        foreach (var by in Enum.GetValues<HistoryAxis>())
            Assert.Equal(4, (await record.HistoryAsync(Years(by), default)).Sum(h => h.Notices));
        Assert.Empty(await record.HistoryAsync(Years(HistoryAxis.Host) with { Platforms = [] }, default));
    }
}
