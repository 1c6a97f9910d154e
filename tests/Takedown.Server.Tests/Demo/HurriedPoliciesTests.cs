using Takedown.Demo;
using Takedown.Core.Packs;
using Takedown.Core.Policies;

namespace Takedown.Server.Tests.Demo;

[Trait("Database", "unused")]
public class HurriedPoliciesTests
{
    [Fact]
    public void Every_policy_of_the_pack_stays_valid_and_ends_within_minutes()
    {
        Assert.All(DefaultPack.Policies.Select(HurriedPolicies.Hurry), policy =>
        {
            Assert.Empty(PolicyFaults.Check(policy, _ => true));
            Assert.InRange(policy.Deadlines.Act.Duration!.Value, TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(90));
        });
    }
}
