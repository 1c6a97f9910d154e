using Takedown.Contracts;
using Takedown.Server.Notices;
using Takedown.Storage;

namespace Takedown.Server.HeldActs;

/// <summary>The single answers of an act, with what they are about and what became of them.</summary>
internal sealed class HeldRows(Database database)
{
    private static readonly string Notices =
        """
        SELECT n.id, c.content AS text FROM notices n JOIN notice_contents c ON c.notice_id = n.id
        WHERE n.platform_id = @organisation AND n.delivered_at IS NOT NULL AND n.id IN 
        """;

    private static readonly string Actions =
        "SELECT id, account_id AS text FROM account_actions WHERE (platform_id = @organisation) IS TRUE AND id IN ";

    /// <summary>Rows from a place on, of one state if it is given; with the place behind the last one.</summary>
    public async Task<(List<HeldRow> Rows, int? Next)> PageAsync(
        HeldAct act, HeldRowStatus? status, int after, int limit)
    {
        var (ids, undone) = (act.IdList, act.UndoneSet);
        var results = act.ResultList.ToDictionary(r => r.Id);
        var rows = new List<HeldRow>();
        var at = after;
        for (; at < ids.Count && rows.Count < limit; at++)
        {
            var row = Row(act, ids[at], undone, results);
            if (status is null || row.Status == status) rows.Add(row);
        }
        return (await NamedAsync(act, rows), at < ids.Count ? at : null);
    }

    private static HeldRow Row(
        HeldAct act, Guid id, HashSet<Guid> undone, Dictionary<Guid, HeldResult> results)
    {
        var result = results.GetValueOrDefault(id);
        return new()
        {
            Id = id,
            Status = undone.Contains(id) ? HeldRowStatus.Undone : result?.Status switch
            {
                ResponseStatus.Applied => HeldRowStatus.Applied,
                ResponseStatus.Unchanged => HeldRowStatus.Unchanged,
                ResponseStatus.Refused => HeldRowStatus.Refused,
                _ => act.Status is HeldStatus.NotRun ? HeldRowStatus.NotRun : HeldRowStatus.Held,
            },
            Code = result?.Code,
            Message = result?.Message,
        };
    }

    private async Task<List<HeldRow>> NamedAsync(HeldAct act, List<HeldRow> rows)
    {
        if (rows.Count == 0) return rows;
        var isNotice = act.About is HeldSubject.Notices;
        var named = (await database.ReadAsync(s => s.QueryAsync<Named>(
            (isNotice ? Notices : Actions) + s.In("ids"),
            new { organisation = act.OrganisationId, ids = s.Ids(rows.Select(r => r.Id)) }))).ToDictionary(n => n.Id);
        return [.. rows.Select(r => !named.TryGetValue(r.Id, out var found) ? r
            : !isNotice ? r with { Title = found.Text } : With(r, StoredJson.ReadNotice(found.Text)))];
    }

    private static HeldRow With(HeldRow row, NoticeInput notice) =>
        row with { Title = notice.Work?.Title, Url = notice.Target?.Url ?? notice.Target?.Locator };

    private sealed record Named
    {
        public Guid Id { get; init; }
        public string Text { get; init; } = "";
    }
}
