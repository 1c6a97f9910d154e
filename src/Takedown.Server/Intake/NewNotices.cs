using Takedown.Contracts;
using Takedown.Server.Notices;
using Takedown.Server.Observability;
using Takedown.Server.Registry;
using Takedown.Storage;

namespace Takedown.Server.Intake;

/// <summary>Makes notices of the items of a chunk, in its transaction.</summary>
internal sealed class NewNotices(EventStore events, OutboxStore outbox, Ids ids, SpecialNotices special)
{
    /// <summary>Inserts the routed items of a chunk that are no duplicates.</summary>
    /// <returns>What is sent after the commit.</returns>
    public async Task<IReadOnlyList<(OutboxEntry, IReadOnlyList<TraceOrigin>)>> InsertAsync(
        Session s, Dictionary<Submission, StoredSubmission> placed, IReadOnlyList<Guid> holders,
        IReadOnlyList<Guid> removed, RegistrySnapshot? registry)
    {
        var accepted = await OpenAsync(s, placed, registry);
        if (accepted.Count == 0)
        {
            if (registry is not null) await special.RecordAsync(s, registry, placed, accepted);
            return [];
        }
        accepted.Sort((one, other) => one.Id.CompareTo(other.Id));
        await Reuploads.LinkAsync(s, accepted, removed);
        await NewNotice.InsertAsync(s, accepted);
        await s.InsertAsync(NewNotice.Texts, accepted);
        if (accepted.Exists(n => n.Metadata is not null))
            await s.InsertAsync(NewNotice.OwnData, accepted.FindAll(n => n.Metadata is not null));
        await NewNotice.LinkAsync(s, accepted, holders);
        await events.AppendAsync(s, NewNotice.Events(accepted));
        var complete = registry is null ? accepted : accepted.FindAll(n => !n.IsDeficient);
        HashSet<Guid> held =
            [.. await NewNotice.HoldAsync(s, complete), .. await SharedHolds.AddAsync(s, events, complete)];
        if (registry is not null) await special.RecordAsync(s, registry, placed, accepted);
        List<(OutboxEntry Entry, IReadOnlyList<TraceOrigin> Traces)> sent = [.. complete
            .Where(n => !held.Contains(n.Id)).GroupBy(n => n.Route.Platform.Id)
            .SelectMany(platform => platform.Chunk(IdSet.MaxIds).Select(set => (
                outbox.Of(platform.Key, Array.ConvertAll(set, n => n.Id)),
                (IReadOnlyList<TraceOrigin>)[.. set.Select(n => n.From.Trace).OfType<TraceOrigin>().Distinct()])))];
        await OutboxStore.AddAsync(s, [.. sent.Select(d => d.Entry)]);
        return sent;
    }

    private static readonly Comparer<byte[]> KeyOrder =
        Comparer<byte[]>.Create((one, other) => one.AsSpan().SequenceCompareTo(other));

    private Task<List<NewNotice>> OpenAsync(
        Session s, Dictionary<Submission, StoredSubmission> placed, RegistrySnapshot? registry)
    {
        List<NewNotice> rows = [.. placed.Keys.SelectMany(b => Enumerable.Range(0, b.Items.Count)
            .Where(i => b.Items[i].Route is not null).Select(i => new NewNotice(ids.Next(), b, i)))];
        return registry is null ? OpenAsync(s, placed, rows)
            : special.OpenAsync(s, registry, placed, rows, some => OpenAsync(s, placed, some));
    }

    /// <summary>Inserts the open key of each routed item. An item whose key exists is a duplicate.</summary>
    private static async Task<List<NewNotice>> OpenAsync(
        Session s, Dictionary<Submission, StoredSubmission> placed, List<NewNotice> rows)
    {
        var accepted = new List<NewNotice>(rows.Count);
        // An open notice may be answered between our insert, which conflicts with it, and our query, which then does
        // not find it. The item is inserted again. Rows are in key order, so that two chunks cannot deadlock.
        for (var left = rows.OrderBy(n => n.Route.OpenKey, KeyOrder).ToList(); left.Count > 0;)
        {
            var inserted = await s.InsertNewAsync(NewNotice.Open, left);
            accepted.AddRange(left.Where((_, i) => inserted[i]));
            List<NewNotice> duplicates = [.. left.Where((_, i) => !inserted[i])];
            var existing = await FindOpenByKeysAsync(s, duplicates);
            left = [];
            foreach (var row in duplicates)
            {
                if (!existing.TryGetValue(new Guid(row.Route.OpenKey), out var open)) left.Add(row);
                else placed[row.From].Set(row, open.Duplicate);
            }
        }
        foreach (var row in accepted) placed[row.From].Set(row, new(ItemStatus.Accepted, row.Id));
        return accepted;
    }

    private const string ByOpenKeys = "SELECT open_key, notice_id, barred FROM open_notices WHERE open_key IN ";

    /// <returns>The open notices, and those that bar another, by key.</returns>
    public static async Task<Dictionary<Guid, OpenNoticeRow>> FindOpenByKeysAsync(
        Session s, List<NewNotice> duplicates)
    {
        if (duplicates.Count == 0) return [];
        var keys = s.Bytes(duplicates.Select(d => d.Route.OpenKey));
        return (await s.QueryAsync<OpenNoticeRow>(ByOpenKeys + s.InBytes("keys"), new { keys }))
            .ToDictionary(t => new Guid(t.OpenKey));
    }
}
