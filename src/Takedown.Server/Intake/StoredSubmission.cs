using Takedown.Contracts;
using Takedown.Storage;

namespace Takedown.Server.Intake;

/// <summary>A submission with a position in its batch, with the outcome of each item.</summary>
internal sealed record StoredSubmission(Submission From, ItemOutcome[] Outcomes)
{
    /// <summary>The outcomes for further respondents, of few items.</summary>
    private Dictionary<(int Position, int Respondent), ItemOutcome>? others;

    public bool OpensBatch => From.Batch.Received == 0;

    public int Count(ItemStatus status) => Outcomes.Count(o => o.Status == status);

    public void Set(NewNotice row, ItemOutcome outcome)
    {
        if (row.Respondent is { } other) (others ??= [])[(row.Position, other)] = outcome;
        else Outcomes[row.Position] = outcome;
    }

    /// <summary>Makes one outcome of those for the respondents of an item: accepted if one of them is.</summary>
    public void JoinRespondents()
    {
        for (var i = 0; i < Outcomes.Length; i++)
        {
            if (From.Items[i].Special?.Others is not { } further) continue;
            List<RespondentResult> all = [ResultOf(From.Items[i], Outcomes[i])];
            for (var j = 0; j < further.Count; j++)
                all.Add(ResultOf(further[j], others?.GetValueOrDefault((i, j)) ?? ItemOutcome.Rejected));
            var best = all.MinBy(r => r.Status)!;
            Outcomes[i] = Outcomes[i] with { Status = best.Status, NoticeId = best.NoticeId, Respondents = all };
        }
    }

    private static RespondentResult ResultOf(JudgedItem item, ItemOutcome outcome) => new()
    {
        PlatformId = item.Route!.Platform.Id,
        Status = outcome.Status,
        NoticeId = outcome.NoticeId,
        Deficient = ItemResultDraft.IsDeficient(outcome.Status, item.Warnings) ? true : null,
        Incomplete = outcome.Status is ItemStatus.Accepted && item.Special is { IsSent: true } ? true : null,
    };

    /// <summary>The results of items with several respondents.</summary>
    public IEnumerable<(Submission From, long Index, IReadOnlyList<RespondentResult> Results)> Joined()
    {
        for (var i = 0; i < Outcomes.Length; i++)
        {
            if (Outcomes[i].Respondents is { } results) yield return (From, From.Items[i].Index, results);
        }
    }

    /// <summary>The items that were not accepted.</summary>
    public IEnumerable<RefusedItem> Refused()
    {
        for (var i = 0; i < Outcomes.Length; i++)
        {
            var refused = Outcomes[i].Status is not ItemStatus.Accepted;
            if (refused) yield return new(From.Batch, From.Items[i], Outcomes[i]);
        }
    }

    /// <summary>The counts of a new batch.</summary>
    public static readonly Table<StoredSubmission> Counts = new("batches",
    [
        new("id", ColumnType.Id, b => b.From.Batch.Id, Key: true),
        new("accepted", ColumnType.Number, b => b.Count(ItemStatus.Accepted)),
        new("duplicate", ColumnType.Number, b => b.Count(ItemStatus.Duplicate)),
        new("rejected", ColumnType.Number, b => b.Count(ItemStatus.Rejected)),
    ]);
}
