using System.Collections.Concurrent;
using Takedown.Contracts;
using Takedown.Faults.Clients;
using Takedown.Faults.Schedule;
using Takedown.Faults.Topology;

namespace Takedown.Faults.Journals;

/// <summary>Reads everything over HTTP after the run has finished.</summary>
internal sealed class Collector(Population people, Journal journal, DateTimeOffset now)
{
    private const int AtOnce = 6;

    public async Task<Observations> GatherAsync()
    {
        var notices = new Dictionary<Guid, NoticeView>();
        await foreach (var notice in PagesAsync(after =>
            people.Operator.CallAsync(api => api.Claimant.ListNoticesAsync(after: after, limit: 1000))))
        {
            notices[notice.Id] = notice;
        }
        journal.Write($"reading {notices.Count} timelines");
        var record = new RecordCollector(people.Operator, now);
        // Who quarrels is judged apart.
        var quarrels = people.Quarrels is { } all ? await new QuarrelCollector(all).GatherAsync(
            notices.Values.Where(n => n.PlatformId == all.PlatformId), TimelinesAsync) : null;
        foreach (var id in quarrels?.Notices.Keys ?? []) notices.Remove(id);
        var sequels = people.Sequels is { } told ? await new SequelCollector(told, people.Quarrels!).GatherAsync(
            notices.Values.Where(n => told.Platforms.Contains(n.PlatformId)), TimelinesAsync) : null;
        foreach (var id in sequels?.Notices.Keys ?? []) notices.Remove(id);
        return new()
        {
            Notices = notices,
            Timelines = await TimelinesAsync(notices.Keys),
            Record = people.Archivist is null ? [] : await record.NoticesAsync(),
            Files = await RecordCollector.FilesAsync(people.Archivist),
            Batches = await AllAsync(people.AllClaimants.SelectMany(c => c.Sent.Select(sent => BatchAsync(c, sent)))),
            Feeds = await AllAsync(people.AllClaimants.Select(FeedAsync)),
            Inboxes = await AllAsync(people.Platforms.Select(InboxAsync)),
            Said = [.. people.Platforms.SelectMany(p => p.Answers.Said)],
            Held = [.. people.Platforms.OfType<HoldingPlatform>().SelectMany(p => p.Held)],
            Escalations = await ListAsync(after => people.Regulator.CallAsync(
                api => api.Regulator.ListEscalationsAsync(after: after, limit: 1000))),
            Quarrels = quarrels,
            Sequels = sequels,
            Bureau = await new BureauCollector(people.Bureau, now).GatherAsync(),
            Policies = await people.Operator.CallAsync(api => api.ListPoliciesAsync()),
            Overview = await people.Regulator.CallAsync(api => api.Regulator.GetOverviewAsync()),
            Faults = [.. journal.Faults],
            Refusals = [.. journal.Refusals],
            Now = now,
        };
    }

    private async Task<IReadOnlyDictionary<Guid, IReadOnlyList<TimelineEntry>>> TimelinesAsync(IEnumerable<Guid> ids)
    {
        var timelines = new ConcurrentDictionary<Guid, IReadOnlyList<TimelineEntry>>();
        await Parallel.ForEachAsync(ids, new ParallelOptions { MaxDegreeOfParallelism = AtOnce }, async (id, stop) =>
            timelines[id] = await people.Operator.CallAsync(api => api.GetTimelineAsync(id, stop), stop));
        return timelines;
    }

    private static async Task<BatchRecord> BatchAsync(Claimant claimant, SentBatch sent)
    {
        var id = sent.Answer.Id!.Value;
        return new(
            claimant.Id, sent,
            await claimant.Caller.CallAsync(api => api.Claimant.GetBatchAsync(id)),
            await ListAsync(after => claimant.Caller.CallAsync(
                api => api.Claimant.ListResultsAsync(id, after: after, limit: 1000))));
    }

    /// <summary>What is posted comes after it was recorded, and after a lease of a process that was killed.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private static async Task<FeedRecord> FeedAsync(Claimant claimant)
    {
        await claimant.Feed.ReadToEndAsync();
        var fresh = new FeedReader(claimant.Caller);
        await fresh.ReadToEndAsync();
        var start = TimeProvider.System.GetTimestamp();
        while (claimant.Subscriber.Posted.DistinctBy(e => e.Cursor).Count() < fresh.Seen.Count
            && TimeProvider.System.GetElapsedTime(start) < Patience)
            await Task.Delay(TimeSpan.FromMilliseconds(200), TimeProvider.System);
        return new(claimant.Id, claimant.Feed.Seen, fresh.Seen, [.. claimant.Subscriber.Posted]);
    }

    private async Task<InboxRecord> InboxAsync(Platform platform)
    {
        var fresh = new InboxReader(platform.Caller);
        await fresh.ReadToEndAsync();
        return new()
        {
            PlatformId = platform.Id,
            IsPulled = platform is InboxPlatform,
            Followed = platform.Followed,
            Pushed = [.. platform.Pushed],
            Fresh = fresh.Seen,
            AccountActions = await AccountActionsAsync(platform),
            Counts = await people.Regulator.CallAsync(api => api.Regulator.GetPlatformAsync(platform.Id)),
        };
    }

    public static async Task<IReadOnlyList<AccountActionView>> AccountActionsAsync(Platform platform)
    {
        var all = new List<AccountActionView>();
        while (true)
        {
            var after = all.Count == 0 ? 0 : all[^1].Seq;
            var page = await platform.Caller.CallAsync(
                api => api.Platform.ReadAccountActionsAsync(after, limit: 1000));
            if (page.Items.Count == 0) return all;
            all.AddRange(page.Items);
        }
    }

    private static async Task<IReadOnlyList<T>> AllAsync<T>(IEnumerable<Task<T>> reading)
    {
        var all = new List<T>();
        // In sequence: each read starts when it is awaited.
        foreach (var one in reading) all.Add(await one);
        return all;
    }

    internal static async Task<IReadOnlyList<T>> ListAsync<T>(Func<string?, Task<Page<T>>> read)
    {
        var all = new List<T>();
        await foreach (var item in PagesAsync(read)) all.Add(item);
        return all;
    }

    private static async IAsyncEnumerable<T> PagesAsync<T>(Func<string?, Task<Page<T>>> read)
    {
        string? after = null;
        do
        {
            var page = await read(after);
            foreach (var item in page.Items) yield return item;
            after = page.Next;
        }
        while (after is not null);
    }
}
