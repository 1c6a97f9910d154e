using Takedown.Client;
using Takedown.Contracts;
using Takedown.Core.Policies;

namespace Takedown.Demo;

/// <summary>
/// The policies of the default pack with one second for each hour, so that a limit of a day passes during the demo.
/// </summary>
internal static class HurriedPolicies
{
    // The deadline sweep runs once a second, so a shorter limit would be breached before it could be met.
    private static readonly TimeSpan Shortest = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(90);

    public static async Task PutAsync(TakedownClient operatorClient, CancellationToken stop)
    {
        foreach (var policy in await operatorClient.ListPoliciesAsync(stop))
        {
            await operatorClient.Operator.PutPolicyAsync(Hurry(policy), stop);
        }
    }

    public static SlaPolicy Hurry(SlaPolicy policy) => policy with
    {
        Deadlines = new()
        {
            Acknowledge = Hurry(policy.Deadlines.Acknowledge),
            Act = Hurry(policy.Deadlines.Act)!,
            AnswerInformation = Hurry(policy.Deadlines.AnswerInformation)!,
            AccountAction = Hurry(policy.Deadlines.AccountAction)!,
        },
        ActByTier = policy.ActByTier?.ToDictionary(p => p.Key, p => Hurry(p.Value)!, StringComparer.Ordinal),
        CounterNotice = policy.CounterNotice with
        {
            Window = Hurry(policy.CounterNotice.Window),
            Latest = Hurry(policy.CounterNotice.Latest),
        },
        Source = new() { Mark = "P", Text = "Demo: an hour runs as a second, between 5 and 90 seconds in all" },
    };

    private static TimeLimit? Hurry(TimeLimit? limit)
    {
        if (limit is null) return null;
        var seconds = TimeSpan.FromSeconds(Limits.Length(limit).TotalHours);
        return new()
        {
            Unit = LimitUnit.Running,
            Duration = seconds < Shortest ? Shortest : seconds > Longest ? Longest : seconds,
        };
    }
}
