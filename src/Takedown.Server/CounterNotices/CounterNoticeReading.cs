using Takedown.Contracts;
using Takedown.Server.Bodies;
using Takedown.Server.Http;
using Takedown.Server.Notices;
using Takedown.Server.Registry;
using Takedown.Storage;

namespace Takedown.Server.CounterNotices;

/// <summary>Counter-notices as their readers see them.</summary>
internal static class CounterNoticeReading
{
    private const string Items =
        "i.notice_id, i.counter_notice_id, i.claimant_id, i.platform_id, i.regime, i.arrived_at, i.counter_window";

    /// <summary>What the platform decides itself is not forwarded.</summary>
    private static readonly string Mine =
        "((i.claimant_id = @Me AND i.arrived_at IS NOT NULL) OR i.platform_id = @Me OR "
            + Reader.Where("i.platform_id", "i.region", "i.function") + ")";

    private static readonly string Page =
        $"""
        SELECT DISTINCT i.counter_notice_id FROM counter_notice_items i
        WHERE {Mine} AND i.counter_notice_id > @after AND (@notice IS NULL OR i.notice_id = @notice)
        ORDER BY i.counter_notice_id LIMIT @take
        """;

    private static readonly string Whole =
        $"""
        SELECT {Items}, n.state FROM counter_notice_items i JOIN notices n ON n.id = i.notice_id
        WHERE {Mine} AND i.counter_notice_id IN
        """;

    private const string Rows = "SELECT id, filed_at, by_link, accused, content FROM counter_notices WHERE id IN ";

    public static async Task<IReadOnlyList<CounterNoticeView>> ListAsync(
        Session s, RegistrySnapshot registry, CounterNoticeStore store, Caller caller, Guid? notice, Guid after,
        int take)
    {
        var reader = Reader.Of(registry, caller);
        var ids = await s.QueryAsync<Guid>(
            Page, new { reader.Me, reader.All, reader.Within, reader.Functions, notice, after, take });
        return await OfAsync(s, registry, store, caller, ids);
    }

    public static async Task<CounterNoticeView?> FindAsync(
        Session s, RegistrySnapshot registry, CounterNoticeStore store, Caller caller, Guid id) =>
        await OfAsync(s, registry, store, caller, [id]) is [var found, ..] ? found : null;

    private static async Task<IReadOnlyList<CounterNoticeView>> OfAsync(
        Session s, RegistrySnapshot registry, CounterNoticeStore store, Caller caller, IReadOnlyList<Guid> ids)
    {
        if (ids.Count == 0) return [];
        var reader = Reader.Of(registry, caller);
        var items = (await s.QueryAsync<CounterNoticeItemRow>(Whole + " " + s.In("ids"), new
        {
            reader.Me, reader.All, reader.Within, reader.Functions, ids = s.Ids(ids),
        })).ToLookup(i => i.CounterNoticeId);
        var rows = await s.QueryAsync<CounterNoticeRow>(
            Rows + s.In("ids"), new { ids = s.Ids(ids.Where(items.Contains)) });
        var files = await CounterEvidence.StoredAsync(
            s, caller, [.. items.SelectMany(of => of).Select(i => i.NoticeId)]);
        return [.. rows.OrderBy(r => r.Id).Select(r => View(r, [.. items[r.Id]], files, registry, store, caller))];
    }

    private static CounterNoticeView View(
        CounterNoticeRow row, IReadOnlyList<CounterNoticeItemRow> items, ILookup<Guid, string> stored,
        RegistrySnapshot registry, CounterNoticeStore store, Caller caller)
    {
        IReadOnlyList<CounterNoticeFile> files = [.. items.OrderBy(i => i.NoticeId)
            .SelectMany(i => stored[i.NoticeId], (i, hash) => new CounterNoticeFile
            {
                Sha256 = hash, NoticeId = i.NoticeId,
            }).DistinctBy(f => f.Sha256)];
        var content = CounterNoticeStore.ContentOf(row);
        var (accused, signature) = store.AccusedOf(row);
        // A platform filed for its user what it had anyway; over a link the user spoke to several at once.
        var isBounded = caller.Kind is OrganisationKind.Claimant
            || (caller.Kind is OrganisationKind.Platform && row.ByLink);
        var required = items.SelectMany(i => RegimeRules.RuleOf(registry, i.Regime).Required)
            .ToHashSet(StringComparer.Ordinal);
        return new()
        {
            Id = row.Id,
            FiledAt = row.FiledAt,
            FiledBy = row.ByLink ? "accused" : "platform",
            Accused = isBounded ? Released(accused, required) : accused,
            Statements = content.Statements ?? [],
            Explanation = content.Explanation,
            Evidence = caller.Kind is OrganisationKind.Claimant && !required.Contains("evidence") ? []
                : content.Evidence ?? [],
            Files = files.Count == 0 ? null : files,
            ConsentToJurisdiction = content.ConsentToJurisdiction,
            Signature = isBounded && !required.Contains("/signature") ? null : signature,
            Notices = [.. items.OrderBy(i => i.NoticeId).Select(i => i.View)],
        };
    }

    /// <summary>What the regime requires of a counter-notice is forwarded to the claimant, nothing more.</summary>
    private static AccusedParty Released(AccusedParty accused, HashSet<string> required)
    {
        var contact = required.Contains("/accused/contact");
        return new()
        {
            Name = required.Contains("/accused/name") ? accused.Name : null,
            Address = required.Contains("/accused/address") ? accused.Address : null,
            Email = contact ? accused.Email : null,
            Phone = contact ? accused.Phone : null,
            Contact = contact ? accused.Contact : null,
        };
    }
}
