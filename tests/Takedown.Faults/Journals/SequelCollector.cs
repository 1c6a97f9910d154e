using System.Text.Json;
using Takedown.Contracts;
using Takedown.Contracts.Json;
using Takedown.Faults.Clients;
using Takedown.Faults.Topology;

namespace Takedown.Faults.Journals;

/// <summary>Reads everything that the sides of the sequels see.</summary>
internal sealed class SequelCollector(Sequels sequels, Quarrels quarrels)
{
    public async Task<SequelRecord> GatherAsync(
        IEnumerable<NoticeView> listed,
        Func<IEnumerable<Guid>, Task<IReadOnlyDictionary<Guid, IReadOnlyList<TimelineEntry>>>> timelines)
    {
        var (cast, told) = (sequels.Sides.Cast, sequels.Sides.Promises);
        var notices = new Dictionary<Guid, NoticeView>();
        // A list leaves out what a notice replaced, its siblings and what it lacked.
        foreach (var id in listed.Select(n => n.Id))
            notices[id] = await cast.Operator.CallAsync(api => api.GetNoticeAsync(id));
        List<(RecallView, IReadOnlyList<RecallResult> Results)> recalls = [];
        foreach (var id in told.Recalls) recalls.Add(await QuarrelCollector.RecallAsync(cast.Author, id));
        List<PairRecord> pairs = [];
        foreach (var (batch, ids, again) in told.Pairs)
        {
            var results = await cast.Author.CallAsync(api => api.Claimant.ListResultsAsync(batch, limit: 10));
            pairs.Add(new(ids, again, [.. results.Items[0].Respondents!.Select(r => r.NoticeId!.Value)]));
        }
        return new()
        {
            Cast = cast,
            Stored = [.. told.Stored],
            Duplicates = [.. told.Duplicates],
            Acts =
            [
                .. told.Acts,
                .. recalls.SelectMany(r => r.Results).Where(r => r.Status is ResponseStatus.Applied)
                    .Select(r => (r.NoticeId, "withdrawn")),
            ],
            Replaced = [.. told.Replaced],
            Deficient = [.. told.Deficient],
            Pairs = pairs,
            Reuploads = [.. told.Reuploads],
            Settled = [.. told.Settled],
            Appeals = [.. told.Appeals],
            Steps = [.. told.Steps],
            Accounts = [.. told.Accounts],
            Notices = notices,
            Timelines = await timelines(notices.Keys),
            Escalations = await Collector.ListAsync(after => cast.Officer.CallAsync(
                api => api.Regulator.ListEscalationsAsync(after: after, limit: 1000))),
            Recalls = recalls,
            Inboxes =
            [
                (sequels.Sides.HostInbox.Seen, await FreshAsync(cast.Host)),
                (sequels.Sides.MirrorInbox.Seen, await FreshAsync(cast.Mirror)),
            ],
            Scores =
            [
                await ScoreReader.ReadAsync(cast.Author, cast.AuthorId, isPlatform: false),
                await ScoreReader.ReadAsync(cast.Agent, cast.AgentId, isPlatform: false),
                await ScoreReader.ReadAsync(cast.Host, cast.HostId, isPlatform: true),
                await ScoreReader.ReadAsync(cast.Mirror, cast.MirrorId, isPlatform: true),
                await ScoreReader.ReadAsync(quarrels.Sides.Claimant, quarrels.ClaimantId, isPlatform: false),
                await ScoreReader.ReadAsync(quarrels.Sides.Platform, quarrels.PlatformId, isPlatform: true),
            ],
            Again = await ScoreReader.AgainAsync(cast.Host, cast.HostId, cast.Author),
            ListedAppeals =
            [
                .. await QuarrelCollector.AllAsync(
                    cast.Officer, "/v1/accountability/appeals?limit=1000", TakedownJson.Default.ScoreAppealView),
            ],
            ListedSteps = await QuarrelCollector.AllAsync(
                cast.Desk, $"/v1/senders/{cast.SuspectId}/steps?limit=1000", TakedownJson.Default.StandingChange),
            Standing = await ScoreReader.StandingAsync(cast.Suspect, cast.SuspectId),
            AccountActions = (await cast.Host.CallAsync(
                api => api.Platform.ReadAccountActionsAsync(limit: 1000))).Items,
            AccountAppeals = await AppealsAsync(cast.Host, told.Accounts.Select(a => a.Action)),
            AuthorFeed = await FeedAsync(cast.Author),
            HostFeed = await FeedAsync(cast.Host),
            SuspectFeed = await FeedAsync(cast.Suspect),
        };
    }

    private static async Task<IReadOnlyList<AccountAppealView>> AppealsAsync(Caller host, IEnumerable<Guid> actions)
    {
        List<AccountAppealView> all = [];
        foreach (var action in actions)
        {
            if (await host.SendAsync(HttpMethod.Get, $"/v1/account-actions/{action}/appeal") is { } appeal)
                all.Add(appeal.Deserialize(TakedownJson.Default.AccountAppealView)!);
        }
        return all;
    }

    private static async Task<IReadOnlyList<InboxItem>> FreshAsync(Caller platform)
    {
        var fresh = new InboxReader(platform);
        await fresh.ReadToEndAsync();
        return fresh.Seen;
    }

    private static async Task<IReadOnlyList<FeedItem>> FeedAsync(Caller reader)
    {
        var feed = new FeedReader(reader);
        await feed.ReadToEndAsync();
        return feed.Seen;
    }
}
