using System.Text.Json;
using Takedown.Contracts;
using Takedown.Contracts.Json;
using Takedown.Faults.Topology;

namespace Takedown.Faults.Journals;

/// <summary>Reads scores with everything behind them.</summary>
internal static class ScoreReader
{
    private static readonly ScorePart[] OfClaimants = [ScorePart.Refused, ScorePart.Reversed, ScorePart.Duplicate],
        OfPlatforms = [ScorePart.Late, ScorePart.LastMinute, ScorePart.Overturned];

    public static async Task<ScoreRecord> ReadAsync(Caller owner, Guid id, bool isPlatform)
    {
        var path = $"/v1/accountability/{(isPlatform ? "platforms" : "claimants")}/{id}";
        var score = (await owner.SendAsync(HttpMethod.Get, path))!;
        var figures = new Dictionary<ScorePart, (long, long)>();
        var behind = new Dictionary<ScorePart, IReadOnlyList<ScoreNotice>>();
        foreach (var part in isPlatform ? OfPlatforms : OfClaimants)
        {
            var name = part switch
            {
                ScorePart.Duplicate => "duplicates",
                ScorePart.LastMinute => "lastMinute",
                _ => part.Word(),
            };
            figures[part] = (
                score[name]!.GetValue<long>(), score["excluded"]![name]?.GetValue<long>() ?? 0);
            behind[part] = await QuarrelCollector.AllAsync(
                owner, $"{path}/notices?part={part.Word()}&limit=100", TakedownJson.Default.ScoreNotice);
        }
        return new(id, isPlatform, figures, behind);
    }

    /// <summary>How many re-uploads were removed, by the figures of a platform and of a claimant.</summary>
    public static async Task<(long OfPlatform, long OfClaimant)> AgainAsync(
        Caller platform, Guid platformId, Caller claimant)
    {
        var score = await platform.SendAsync(HttpMethod.Get, $"/v1/accountability/platforms/{platformId}");
        var own = await claimant.SendAsync(HttpMethod.Get, "/v1/compliance/notifiers");
        return (score!["reuploads"]!.GetValue<long>(), own!["items"]!.AsArray().Sum(
            i => i!["reuploads"]!.GetValue<long>()));
    }

    public static async Task<SenderStanding?> StandingAsync(Caller claimant, Guid id) =>
        (await claimant.SendAsync(HttpMethod.Get, $"/v1/accountability/claimants/{id}"))!["standing"] is { } node
            ? node.Deserialize(TakedownJson.Default.SenderStanding) : null;
}
