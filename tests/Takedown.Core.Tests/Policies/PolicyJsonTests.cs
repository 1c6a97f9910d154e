using System.Text.Json;
using Takedown.Contracts.Json;
using Takedown.Core.Packs;
using Takedown.Core.Policies;

namespace Takedown.Core.Tests.Policies;

public sealed class PolicyJsonTests
{
    [Theory]
    [InlineData("""{ "regimes": ["x"] }""", "left out")]
    [InlineData(
        """{ "regimes": ["x"], "tiers": null, "countries": null, "workTypes": null, "serviceTypes": null }""", "null")]
    public void Lists_left_out_are_empty(string json, string reason)
    {
        var read = JsonSerializer.Deserialize(json, TakedownJson.Default.PolicySelectors)!;
        Assert.True(
            read is { ServiceTypes.Count: 0, WorkTypes.Count: 0, Countries.Count: 0, Tiers.Count: 0, Regimes.Count: 1 },
            reason);
    }

    [Fact]
    public void A_policy_that_says_only_what_it_must_has_the_defaults()
    {
        var full = DefaultPack.Policies[0];
        var json = JsonSerializer.SerializeToNode(full, TakedownJson.Default.SlaPolicy)!.AsObject();
        foreach (var optional in new[] { "code", "version", "actByTier", "reminders", "onBreach" })
            json.Remove(optional);
        var read = json.Deserialize(TakedownJson.Default.SlaPolicy)! with { Code = full.Code };
        Assert.Equal("escalate", read.OnBreach);
        Assert.Empty(read.Reminders);
        Assert.Equal(0, read.Version);
        Assert.Empty(PolicyFaults.Check(read, _ => true));
    }

    [Fact]
    public void What_is_written_is_read_again() => Assert.All(DefaultPack.Policies, policy =>
    {
        var json = JsonSerializer.Serialize(policy, TakedownJson.Default.SlaPolicy);
        Assert.Equal(json, JsonSerializer.Serialize(
            JsonSerializer.Deserialize(json, TakedownJson.Default.SlaPolicy)!, TakedownJson.Default.SlaPolicy));
    });
}
