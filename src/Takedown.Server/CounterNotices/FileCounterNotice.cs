using Microsoft.AspNetCore.Http.HttpResults;
using Takedown.Contracts;
using Takedown.Contracts.Json;
using Takedown.Server.Http;
using Takedown.Server.Notices;
using Takedown.Server.Registry;
using Takedown.Storage;

namespace Takedown.Server.CounterNotices;

/// <summary>
/// <c>POST /v1/counter-notices</c> by a platform for its user, and the same by the accused with the codes of links.
/// Each notice is decided by itself, all in one transaction.
/// </summary>
internal sealed class FileCounterNotice(
    Database database, NoticeCommands commands, CounterNoticeStore store, RegistryCache registryCache, Ids ids,
    TimeProvider time)
{
    public static async Task<Results<Created<CounterNoticeView>, ProblemHttpResult>> ByPlatformAsync(
        HttpContext http, FileCounterNotice file, CounterNoticeValidator validator)
    {
        var (input, problem) = await Body.ReadAsync(http, TakedownJson.Default.CounterNoticeInput, validator);
        if (problem is not null) return problem;
        List<InputFault> faults = [];
        if (input!.Links is not null) faults.Add("/links", "value.not-allowed");
        if (input.NoticeIds is null) faults.Add("/noticeIds", "field.required");
        return faults.Count > 0 ? Problems.Invalid(http, faults) : await file.RunAsync(http, input, http.Caller());
    }

    // Without an account: POST /v1/counter-notices/with-links.
    public static async Task<Results<Created<CounterNoticeView>, ProblemHttpResult>> ByAccusedAsync(
        HttpContext http, FileCounterNotice file, CounterNoticeValidator validator)
    {
        var (input, problem) = await Body.ReadAsync(http, TakedownJson.Default.CounterNoticeInput, validator);
        if (problem is not null) return problem;
        return input!.Links is null ? Problems.Invalid(http, new InputFault("/links", "field.required"))
            : await file.RunAsync(http, input, caller: null);
    }

    private async Task<Results<Created<CounterNoticeView>, ProblemHttpResult>> RunAsync(
        HttpContext http, CounterNoticeInput input, Caller? caller)
    {
        var registry = await registryCache.CurrentAsync(http.RequestAborted);
        var (view, problem) = await database.WriteAsync<(CounterNoticeView?, ProblemHttpResult?)>(async s =>
        {
            IReadOnlyCollection<Guid> named = input.NoticeIds?.ToHashSet() ?? [];
            IReadOnlyList<AccusedLink> used = [];
            if (caller is null)
            {
                var (links, fault) = await AccusedLinks.TakeAsync(s, input.Links!, time.GetUtcNow());
                if (fault is not null) return (null, Problems.Of(http, StatusCodes.Status404NotFound, fault));
                used = links;
                var good = links.Select(l => l.NoticeId).ToHashSet();
                if (named.FirstOrDefault(id => !good.Contains(id)) is var other && other != Guid.Empty)
                    return (null, Problems.Invalid(http, new InputFault("/noticeIds", "notice.unknown")));
                named = named.Count > 0 ? named : good;
            }
            var id = ids.Next();
            var (items, rows) = await ApplyAsync(http, s, registry, input, named, caller, id);
            items = WithLinks(items, input, used);
            if (rows.Count == 0) return (null, Refusal(http, items));
            await store.AddAsync(s, id, input, caller is null, rows[0].FiledAt, [.. rows.Select(r => r.Row)]);
            var linked = rows.SelectMany(r => EvidenceOf(registry, input, r.Row));
            await CounterEvidence.AddAsync(
                s, caller is null ? await CounterEvidence.OwnAsync(s, linked) : [.. linked]);
            if (caller is null)
                await CounterNoticeLinks.UseAsync(s, input.Links!, [.. rows.Select(r => r.Row.NoticeId)], id);
            return (ViewOf(id, rows[0].FiledAt, input, caller is null, items), null);
        });
        return problem is not null ? problem : TypedResults.Created($"/v1/counter-notices/{view!.Id}", view);
    }

    private async Task<(List<CounterNoticeItem> Items, List<(CounterNoticeItemRow Row, DateTimeOffset FiledAt)> Rows)>
        ApplyAsync(
            HttpContext http, Session s, RegistrySnapshot registry, CounterNoticeInput input,
            IReadOnlyCollection<Guid> named, Caller? caller, Guid id)
    {
        var keys = await OpenKeys.OfAsync(s, named);
        var former = await CounterNoticeStore.FiledAsync(s, named);
        var (items, rows) = (new List<CounterNoticeItem>(), new List<(CounterNoticeItemRow, DateTimeOffset)>());
        await commands.ApplyAsync(s, named, registry, OrganisationKind.Platform, set =>
        {
            foreach (var one in named)
            {
                var decided = CounterNoticeDecision.Of(
                    set, one, input, keys.GetValueOrDefault(one), former.Contains(one));
                items.Add(decided.Item(Language.Of(http)));
                if (decided.Code is null) rows.Add((decided.Row(id, set.At), set.At.Now));
            }
            return true;
        }, caller is null ? null : NoticeOwner.Platform(caller.Id));
        await CounterNoticeStore.BarAsync(
            s, rows.Where(r => r.Item1.Bars && keys.ContainsKey(r.Item1.NoticeId))
                .Select(r => (r.Item1.NoticeId, keys[r.Item1.NoticeId])));
        return (items, rows);
    }

    private static List<CounterNoticeItem> WithLinks(
        List<CounterNoticeItem> items, CounterNoticeInput input, IReadOnlyList<AccusedLink> links)
    {
        if (links.Count == 0) return items;
        var places = input.Links!.Select((code, at) => (Hash: AccusedLinks.HashOf(code), at))
            .DistinctBy(l => Convert.ToHexString(l.Hash)).ToDictionary(l => Convert.ToHexString(l.Hash), l => l.at);
        var ofNotice = links.GroupBy(l => l.NoticeId)
            .ToDictionary(g => g.Key, g => g.Min(l => places[Convert.ToHexString(l.Hash)]));
        return [.. items.Select(i => i with { Link = ofNotice[i.NoticeId] })];
    }

    /// <summary>The claimant opens what was forwarded to it, where its regime asks for evidence.</summary>
    private static IEnumerable<CounterEvidence.Link> EvidenceOf(
        RegistrySnapshot registry, CounterNoticeInput input, CounterNoticeItemRow row) =>
        EvidenceLinks.HashesOf(input.Evidence).Distinct().Select(hash => new CounterEvidence.Link(
            hash, row.NoticeId, row.PlatformId,
            row.ArrivedAt is not null && CounterNoticeRules.ReleasesEvidence(registry, row.Regime)));

    /// <summary>Nothing was applied: the answer is the first reason.</summary>
    private static ProblemHttpResult Refusal(HttpContext http, List<CounterNoticeItem> items) => items[0] switch
    {
        { Code: "notice.unknown" } => Problems.NotFound(http),
        { Missing: { } missing } => Problems.Invalid(
            http, [.. missing.Select(element => CounterNoticeDecision.MissingFault(element))]),
        { Code: var code } => Problems.Conflict(http, code!),
    };

    private static CounterNoticeView ViewOf(
        Guid id, DateTimeOffset at, CounterNoticeInput input, bool byLink, IReadOnlyList<CounterNoticeItem> items) =>
        new()
        {
            Id = id,
            FiledAt = at,
            FiledBy = byLink ? "accused" : "platform",
            Accused = input.Accused!,
            Statements = input.Statements ?? [],
            Explanation = input.Explanation,
            Evidence = input.Evidence ?? [],
            ConsentToJurisdiction = input.ConsentToJurisdiction,
            Signature = input.Signature,
            Notices = items,
        };
}
