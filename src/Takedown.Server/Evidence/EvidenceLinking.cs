using Takedown.Server.Notices;
using Takedown.Storage;

namespace Takedown.Server.Evidence;

/// <summary>
/// Links the notices that a sender had sent before it stored its first file. Later ones are linked when they are
/// accepted.
/// </summary>
internal sealed class EvidenceLinking(Database database, TimeProvider time)
{
    /// <summary>Enough for ten thousand notices before the first file is answered; the loop does the rest.</summary>
    public const int StepsAtOnce = 20;

    private const int Step = 500;

    /// <summary>
    /// A batch that was being stored when the first file came did not see it. The notices around that time are looked
    /// through again, when it must be over.
    /// </summary>
    private static readonly TimeSpan Around = TimeSpan.FromMinutes(10);

    private const string Open = "SELECT organisation_id FROM evidence_holders WHERE linked < 2";

    /// <summary>Goes on with all senders that have notices left.</summary>
    public async Task RunAllAsync(CancellationToken stop)
    {
        foreach (var organisation in await database.ReadAsync(s => s.QueryAsync<Guid>(Open), stop))
        {
            while (await RunAsync(organisation, StepsAtOnce)) stop.ThrowIfCancellationRequested();
        }
    }

    /// <summary>Links some notices of a sender.</summary>
    /// <returns>Whether there are more.</returns>
    public async Task<bool> RunAsync(Guid organisation, int steps)
    {
        for (var step = 0; step < steps; step++)
        {
            if (!await database.WriteAsync(s => StepAsync(s, organisation))) return false;
        }
        return true;
    }

    private const string Holder =
        "SELECT since, linked_to, linked FROM evidence_holders WHERE organisation_id = @organisation";

    private const string Next =
        """
        SELECT n.id, n.platform_id, n.supplements, c.content
        FROM notices n JOIN notice_contents c ON c.notice_id = n.id
        WHERE n.claimant_id = @organisation AND n.id > @after ORDER BY n.id LIMIT @take
        """;

    private const string Advance =
        """
        UPDATE evidence_holders SET linked_to = @linkedTo, linked = @linked WHERE organisation_id = @organisation
        """;

    private async Task<bool> StepAsync(Session s, Guid organisation)
    {
        await s.LockAsync($"evidence links {organisation}");
        if (await s.FirstAsync<Progress>(Holder, new { organisation }) is not { Linked: < 2 } progress) return false;
        var page = await s.QueryAsync<NoticeWithContent>(
            Next, new { organisation, after = progress.LinkedTo, take = Step });
        await EvidenceLinks.AddAsync(s, [.. page.SelectMany(n => EvidenceLinks.Of(
            n.Id, n.PlatformId, EvidenceLinks.HashesOf(n, StoredJson.ReadNotice(n.Content))))]);
        var isEnd = page.Count < Step;
        var next = page.Count == 0 ? progress : progress with { LinkedTo = page[^1].Id };
        if (isEnd && time.GetUtcNow() >= progress.Since + Around)
            next = new() { LinkedTo = Ids.Floor(progress.Since - Around), Linked = progress.Linked + 1 };
        if (next != progress)
            await s.ExecuteAsync(Advance, new { organisation, linkedTo = next.LinkedTo, linked = next.Linked });
        return !isEnd || next.Linked == 1;
    }

    private sealed record Progress
    {
        public DateTimeOffset Since { get; init; }
        public Guid LinkedTo { get; init; }
        public long Linked { get; init; }
    }
}
