using Takedown.Contracts;
using Takedown.Core.Notices;
using Takedown.Server.Http;
using Takedown.Server.Notices;
using Takedown.Storage;

namespace Takedown.Server.Responses;

/// <summary>
/// What the answers of one request settle beside the notices that they name. The others are found before the notices
/// are locked, so that all are locked in one order, and are judged by what they are then.
/// </summary>
internal sealed class Settling
{
    private readonly HashSet<Guid> named;
    private readonly ILookup<Guid, Guid>? others;

    private Settling(HashSet<Guid> named, ILookup<Guid, Guid>? others) => (this.named, this.others) = (named, others);

    /// <summary>All notices to lock.</summary>
    public IReadOnlyCollection<Guid> Ids =>
        others is null or { Count: 0 } ? named : [.. named.Union(others.SelectMany(o => o))];

    /// <summary>Whether the request would look at too many notices: none is settled by it.</summary>
    public bool IsTooMany => others is null;

    public static async Task<Settling> OfAsync(
        Session s, Guid platformId, IReadOnlyList<ListItem<ResponseInput>> responses)
    {
        var ids = responses.Select(r => r.Value?.NoticeId ?? r.Id).OfType<Guid>().ToHashSet();
        HashSet<Guid> settling = [.. responses.Select(r => r.Value).OfType<ResponseInput>()
            .Where(r => r.SettlesOthers is true && SettlingRules.MaySettle(r.Response, r.Measure))
            .Select(r => r.NoticeId).OfType<Guid>()];
        return new(ids, settling.Count == 0 ? Array.Empty<Guid>().ToLookup(id => id)
            : await OtherClaims.OfAsync(s, platformId, settling));
    }

    /// <summary>Gives the answer to a notice to the others about its target.</summary>
    /// <param name="set">The locked notices.</param>
    /// <param name="id">The notice that is answered.</param>
    /// <param name="answered">When it had been answered before; null if it had not.</param>
    /// <param name="details">The answer.</param>
    /// <returns>How many were settled.</returns>
    public int Settle(NoticeSet set, Guid id, DateTimeOffset? answered, NoticeDetails details)
    {
        var settled = 0;
        foreach (var other in others![id])
        {
            // What the request names has an answer of its own.
            if (named.Contains(other) || set.Find(other) is not { } notice) continue;
            var effect = CorrectionRules.EffectOf(
                notice.State, ResponseKind.ActionTaken, corrects: false,
                StoredCorrections.Read(notice.Corrections)?.Prints.Count ?? 0, wasGiven: false);
            if (SettlingRules.Settles(notice.State, notice.DeliveredAt, answered)
                && effect is CorrectionEffect.AsSaid
                && set.Apply(notice, NoticeCommand.TakeAction, details) is Outcome.Applied) settled++;
        }
        return settled;
    }
}
