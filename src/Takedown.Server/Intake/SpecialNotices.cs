using Takedown.Contracts;
using Takedown.Core.Notices;
using Takedown.Server.Notices;
using Takedown.Server.Registry;
using Takedown.Storage;

namespace Takedown.Server.Intake;

/// <summary>
/// Notices that replace others, that lack curable elements, or of which one item makes several: in the transaction of
/// their chunk.
/// </summary>
internal sealed class SpecialNotices(
    Supersession supersession, NoticeCommands commands, RegistryCache registryCache, Ids ids)
{
    /// <summary>Null where no item is special, which costs no query.</summary>
    public async Task<RegistrySnapshot?> RegistryAsync(IReadOnlyList<Submission> all) =>
        all.Any(b => b.HasSpecial) ? await registryCache.CurrentAsync(CancellationToken.None) : null;

    /// <summary>Opens the rows of a chunk, and further ones for further respondents.</summary>
    /// <param name="s">The transaction.</param>
    /// <param name="registry">The registry.</param>
    /// <param name="placed">Receives the outcomes.</param>
    /// <param name="rows">A row for each routed item.</param>
    /// <param name="open">Opens ordinary rows.</param>
    public async Task<List<NewNotice>> OpenAsync(
        Session s, RegistrySnapshot registry, Dictionary<Submission, StoredSubmission> placed, List<NewNotice> rows,
        Func<List<NewNotice>, Task<List<NewNotice>>> open)
    {
        rows.AddRange(rows.Where(r => r.Item.Special?.Others is not null).SelectMany(r =>
            r.Item.Special!.Others!.Select((_, i) => new NewNotice(ids.Next(), r.From, r.Position) { Respondent = i }))
            .ToList());
        var replacing = rows.FindAll(r => r.Item.Special?.Supersedes is not null);
        var replaced = replacing.Count == 0 ? []
            : await supersession.DecideAsync(s, replacing, (row, outcome) => placed[row.From].Set(row, outcome));
        var lacking = rows.FindAll(r => r.IsDeficient);
        var same = replacing.FindAll(r => replaced.TryGetValue(r.Id, out var former)
            && former.OpenKey is { } key && key.AsSpan().SequenceEqual(r.Route.OpenKey));
        var accepted = await open(rows.FindAll(r => !r.IsDeficient && !same.Contains(r)
            && (r.Item.Special?.Supersedes is null || replaced.ContainsKey(r.Id))));
        await supersession.WithdrawAsync(s, registry, accepted.Concat(same)
            .Where(r => replaced.ContainsKey(r.Id)).Select(r => (r, replaced[r.Id])));
        // Their keys are free now, and nobody else can have them before the end of this transaction.
        accepted.AddRange(await open(same));
        accepted.AddRange(await HoldAsync(s, placed, lacking));
        foreach (var item in accepted.GroupBy(r => (r.From.Batch.Id, r.Position)).Where(g => g.Count() > 1))
        {
            var place = 0;
            foreach (var row in item.OrderBy(r => r.Respondent ?? -1)) row.Place = place++;
        }
        foreach (var one in placed.Values) one.JoinRespondents();
        return accepted;
    }

    /// <summary>A deficient notice takes no key: the same claim with all its elements is no duplicate of it.</summary>
    private static async Task<List<NewNotice>> HoldAsync(
        Session s, Dictionary<Submission, StoredSubmission> placed, List<NewNotice> lacking)
    {
        var existing = await NewNotices.FindOpenByKeysAsync(s, lacking);
        var held = new List<NewNotice>();
        foreach (var row in lacking)
        {
            var open = existing.GetValueOrDefault(new Guid(row.Route.OpenKey));
            if (open is null) held.Add(row);
            placed[row.From].Set(row, open is null ? new(ItemStatus.Accepted, row.Id) : open.Duplicate);
        }
        return held;
    }

    /// <summary>Records what is special about stored notices.</summary>
    public async Task RecordAsync(
        Session s, RegistrySnapshot registry, Dictionary<Submission, StoredSubmission> placed,
        List<NewNotice> accepted)
    {
        await RecordRespondentsAsync(s, placed);
        List<NewNotice> replacing = [.. accepted.Where(r => r.Item.Special?.Supersedes is not null)];
        List<NewNotice> lacking = [.. accepted.Where(r => r.Item.Special?.Missing is not null)];
        await Successions.AddAsync(s, [.. replacing.Select(r => new Succession
        {
            NoticeId = r.Id,
            ReplacedId = r.Item.Special!.Supersedes!.Value,
            ClaimantId = r.From.Batch.ClaimantId,
        })]);
        await Deficiencies.AddAsync(s, [.. lacking.Select(r => DeficiencyOf(r, registry))]);
        await ApplyAsync(s, registry, replacing, row => (
            NoticeCommand.Supersede, new() { Other = row.Item.Special!.Supersedes }));
        await ApplyAsync(
            s, registry, lacking.FindAll(r => r.IsDeficient), _ => (NoticeCommand.FindDeficient, NoticeDetails.None));
    }

    private static Deficiency DeficiencyOf(NewNotice row, RegistrySnapshot registry)
    {
        var lacked = new Deficiency
        {
            NoticeId = row.Id,
            ClaimantId = row.From.Batch.ClaimantId,
            Missing = Deficiency.Write(row.Item.Special!.Missing!),
        };
        var cure = registry.Regimes[row.Route.Regime].Deficiency.Cure;
        return row.IsDeficient ? lacked : lacked.Until(registry.Due(row.Route.Policy, cure, row.From.Now));
    }

    private async Task ApplyAsync(
        Session s, RegistrySnapshot registry, List<NewNotice> rows,
        Func<NewNotice, (NoticeCommand Command, NoticeDetails Details)> act)
    {
        foreach (var senders in rows.GroupBy(r => r.From.By))
        {
            List<Guid> them = [.. senders.Select(r => r.Id)];
            await commands.ApplyAsync(s, them, registry, senders.Key, set =>
            {
                foreach (var row in senders)
                {
                    var (command, details) = act(row);
                    set.Apply(set.Find(row.Id)!, command, details);
                }
                return 0;
            });
        }
    }

    private async Task RecordRespondentsAsync(Session s, Dictionary<Submission, StoredSubmission> placed)
    {
        List<(Submission From, long Index, IReadOnlyList<RespondentResult> Results)> all =
            [.. placed.Values.SelectMany(b => b.Joined())];
        if (all.Count == 0) return;
        await ItemRespondents.AddAsync(
            s, [.. all.Select(r => new ItemRespondents(r.From.Batch.Id, r.Index, r.Results))]);
        await SameTarget.AddAsync(s, [.. all.Where(r => r.Results.Any(one => one.Status is ItemStatus.Accepted))
            .SelectMany(r => Members(r.From.Batch.ClaimantId, r.Results))]);
    }

    private IEnumerable<SameTarget.Member> Members(Guid claimant, IReadOnlyList<RespondentResult> results)
    {
        var group = ids.Next();
        return results.Where(r => r.Status is not ItemStatus.Rejected).Select(r => new SameTarget.Member
        {
            GroupId = group,
            NoticeId = r.NoticeId!.Value,
            PlatformId = r.PlatformId,
            ClaimantId = claimant,
        });
    }
}
