using Takedown.Server.Tests.Harness;

namespace Takedown.Server.Tests.Compliance;

/// <summary>Days of a platform's life by dice: the same dice, the same days.</summary>
internal static class RandomMix
{
    private static readonly string[] Advances = ["PT20M", "PT2H", "PT5H", "PT13H", "PT25H", "P6D"];

    public static async Task PlayAsync(
        TestServer server, Organisation claimant, IReadOnlyList<Organisation> platforms, Random dice, int rounds)
    {
        var open = new List<(Organisation Platform, Guid Id)>();
        for (var round = 0; round < rounds; round++)
        {
            foreach (var (platform, p) in platforms.Select((platform, p) => (platform, p)))
            {
                var batch = await claimant.SubmitManyAsync(Enumerable.Range(0, dice.Next(3, 8))
                    .Select(i => Sample.Notice($"https://mix{p}.example/{round}/{i}")));
                var arrived = await Following.WaitUntilAsync(
                    async () => (await claimant.Api.GetAsync($"/v1/notices?batch={batch}&limit=1000")).Items,
                    items => items.All(n => n.Text("state") == "delivered"));
                open.AddRange(arrived.Select(n => (platform, n.Id("id"))));
            }
            for (var moves = dice.Next(1, 4); moves > 0; moves--)
            {
                foreach (var (platform, id) in open.ToList()) await MoveAsync(claimant, platform, id, dice);
                await server.AdvanceAsync(Advances[dice.Next(Advances.Length)]);
            }
        }
    }

    /// <summary>Most are left alone in a turn; what is said is sometimes refused, and that is part of it.</summary>
    private static Task MoveAsync(Organisation claimant, Organisation platform, Guid id, Random dice) =>
        dice.Next(22) switch
        {
            0 or 1 => platform.SayAsync(id, "acknowledged"),
            2 => platform.SayAsync(id, "information-requested", reason: new { code = "more" }),
            3 or 4 => platform.SayAsync(
                id, "action-taken", dice.Next(4) == 0 ? "blocked" : "removed",
                account: dice.Next(3) == 0 ? new { id = $"pirate-{dice.Next(4)}" } : null),
            5 => platform.SayAsync(id, "rejected", reason: new { code = "licensed" }),
            6 => platform.SayAsync(id, "restored"),
            7 or 8 => claimant.Api.PostAsync($"/v1/notices/{id}/supplement", new { text = "Here" }),
            9 when dice.Next(2) == 0 => claimant.Api.PostAsync($"/v1/notices/{id}/withdrawal", new { }),
            _ => Task.CompletedTask,
        };
}
