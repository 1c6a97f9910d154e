using System.Text.Json.Nodes;
using Takedown.Storage;

namespace Takedown.Server.Notices;

/// <summary>
/// Removes the contacts and the signature from the stored content of a claimant's settled notices (PIPL art. 47, GDPR
/// art. 17). Everything else of a notice stays: its target, its evidence, its history.
/// </summary>
internal sealed class ContactErasure(Database database)
{
    private const int PageSize = 500;
    private static readonly string[] Contacts = ["contact", "email", "phone", "address"];

    private static readonly Table<NoticeContent> Contents = new("notice_contents",
    [
        new("notice_id", ColumnType.Id, c => c.Id, Key: true),
        new("content", ColumnType.Text, c => c.Content),
    ]);

    /// <summary>A deficient notice has no key, and may still be completed.</summary>
    private static readonly string Page =
        $"""
        SELECT n.id, c.content FROM notices n JOIN notice_contents c ON c.notice_id = n.id
        WHERE n.claimant_id = @claimant AND n.id > @after AND n.open_key IS NULL
            AND n.state <> {Contracts.NoticeState.Deficient:D} ORDER BY n.id LIMIT @take
        """;

    private static readonly string Open =
        $"""
        SELECT COUNT(*) FROM notices
        WHERE claimant_id = @claimant AND (open_key IS NOT NULL OR state = {Contracts.NoticeState.Deficient:D})
        """;

    /// <summary>Signatures that completed notices afterwards.</summary>
    private const string Signed =
        """
        SELECT n.id, n.supplements AS content FROM deficiencies d JOIN notices n ON n.id = d.notice_id
        WHERE d.claimant_id = @claimant AND d.notice_id > @after AND d.complete_by IS NOT NULL
            AND d.completed_at IS NOT NULL AND n.open_key IS NULL AND n.supplements LIKE '%"signature"%'
        ORDER BY d.notice_id LIMIT @take
        """;

    private static readonly Table<NoticeContent> Supplements = new("notices",
    [
        new("id", ColumnType.Id, c => c.Id, Key: true),
        new("supplements", ColumnType.Text, c => c.Content),
    ]);

    private const string ForgetDefaults =
        "UPDATE batches SET defaults = NULL WHERE claimant_id = @claimant AND defaults IS NOT NULL";

    /// <summary>What was sent of rejected items, which only a resend needs.</summary>
    private const string ForgetItems =
        """
        UPDATE batch_items SET raw = NULL, metadata = NULL
        WHERE (raw IS NOT NULL OR metadata IS NOT NULL)
            AND batch_id IN (SELECT id FROM batches WHERE claimant_id = @claimant)
        """;

    private const string ForgetBatchData =
        "UPDATE batches SET metadata = NULL WHERE claimant_id = @claimant AND metadata IS NOT NULL";

    /// <summary>The claimant's own data may name people too.</summary>
    private const string ForgetOwnData =
        """
        DELETE FROM notice_metadata WHERE notice_id IN
            (SELECT id FROM notices WHERE claimant_id = @claimant AND open_key IS NULL)
        """;

    /// <returns>Notices changed, and notices still open.</returns>
    public async Task<(long Erased, long Open)> RunAsync(Guid claimant, CancellationToken cancellation)
    {
        var erased = await EraseAsync(claimant, Page, Contents, WithoutContacts, cancellation);
        // Those are among the ones counted: what is signed afterwards has a rights holder.
        await EraseAsync(claimant, Signed, Supplements, WithoutSignatures, cancellation);
        await database.WriteAsync(async s =>
        {
            await s.ExecuteAsync(ForgetDefaults, new { claimant });
            await s.ExecuteAsync(ForgetItems, new { claimant });
            await s.ExecuteAsync(ForgetBatchData, new { claimant });
            await s.ExecuteAsync(ForgetOwnData, new { claimant });
        }, cancellation);
        return (erased, await database.ReportAsync(s => s.FirstAsync<long>(Open, new { claimant }), cancellation));
    }

    /// <summary>
    /// Each page is a transaction of its own, so that an interrupted erasure is continued by another call.
    /// </summary>
    private async Task<long> EraseAsync(
        Guid claimant, string pages, Table<NoticeContent> table, Func<NoticeContent, NoticeContent> without,
        CancellationToken cancellation)
    {
        var (erased, after) = (0L, Guid.Empty);
        while (true)
        {
            cancellation.ThrowIfCancellationRequested();
            var (read, changed, last) = await database.WriteAsync(async s =>
            {
                var page = await s.QueryAsync<NoticeContent>(pages, new { claimant, after, take = PageSize });
                List<NoticeContent> changed = [.. page.Select(without).Where((c, i) => c != page[i])];
                await s.UpdateAsync(table, changed);
                return (page.Count, changed.Count, page.Count > 0 ? page[^1].Id : after);
            }, cancellation);
            erased += changed;
            after = last;
            if (read < PageSize) return erased;
        }
    }

    private static NoticeContent WithoutSignatures(NoticeContent stored)
    {
        if (JsonNode.Parse(stored.Content) is not JsonArray supplements) return stored;
        foreach (var one in supplements) one!.AsObject().Remove("signature");
        return stored with { Content = supplements.ToJsonString() };
    }

    private static NoticeContent WithoutContacts(NoticeContent stored)
    {
        if (JsonNode.Parse(stored.Content) is not JsonObject content) return stored;
        var changed = content.Remove("signature");
        if (content["rightsHolder"] is JsonObject holder)
            changed = Contacts.Aggregate(changed, (any, name) => holder.Remove(name) || any);
        return changed ? stored with { Content = content.ToJsonString() } : stored;
    }

    private sealed record NoticeContent
    {
        public Guid Id { get; init; }
        public string Content { get; init; } = "";
    }
}
