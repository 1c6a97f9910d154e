using Takedown.Contracts;
using Takedown.Contracts.Json;
using Takedown.Core.Keys;

namespace Takedown.Core.Tests.Keys;

/// <summary>What a key may do, by kind and role, written down a second time.</summary>
public sealed class ScopeRulesTests
{
    [Theory]
    [InlineData(OrganisationKind.Claimant, null, "send read register")]
    [InlineData(OrganisationKind.Claimant, PersonRole.Reader, "read")]
    [InlineData(OrganisationKind.Claimant, PersonRole.Officer, "send read")]
    [InlineData(OrganisationKind.Claimant, PersonRole.Head, "send read register")]
    [InlineData(OrganisationKind.Platform, null, "read respond register")]
    [InlineData(OrganisationKind.Platform, PersonRole.Reader, "read")]
    [InlineData(OrganisationKind.Platform, PersonRole.Officer, "read respond")]
    [InlineData(OrganisationKind.Platform, PersonRole.Head, "read respond register")]
    [InlineData(OrganisationKind.Regulator, null, "send read decide register")]
    [InlineData(OrganisationKind.Regulator, PersonRole.Reader, "read")]
    [InlineData(OrganisationKind.Regulator, PersonRole.Officer, "send read decide")]
    [InlineData(OrganisationKind.Regulator, PersonRole.Head, "send read decide register")]
    [InlineData(OrganisationKind.Operator, null, "read decide register operate")]
    [InlineData(OrganisationKind.Operator, PersonRole.Reader, "read")]
    [InlineData(OrganisationKind.Operator, PersonRole.Officer, "read decide operate")]
    [InlineData(OrganisationKind.Operator, PersonRole.Head, "read decide register operate")]
    public void A_key_may_do_what_its_kind_and_its_persons_role_allow(
        OrganisationKind kind, PersonRole? role, string scopes) =>
        Assert.Equal(scopes, string.Join(' ', ScopeRules.Allowed(kind, role).List.Select(Kebab.Word)));

    [Fact]
    public void The_default_of_the_migration_is_every_scope() => Assert.Equal(63, ScopeSet.All.Bits);

    [Fact]
    public void A_set_covers_what_is_in_it()
    {
        var set = ScopeSet.Of(KeyScope.Read, KeyScope.Send);
        Assert.True(set.Has(KeyScope.Send) && !set.Has(KeyScope.Operate));
        Assert.True(set.Covers(ScopeSet.Of(KeyScope.Read)) && set.Covers(default));
        Assert.False(set.Covers(ScopeSet.Of(KeyScope.Read, KeyScope.Respond)));
        Assert.Equal(ScopeSet.Of(KeyScope.Send), set.Without(ScopeSet.Of(KeyScope.Read, KeyScope.Respond)));
        Assert.True(set.And(ScopeSet.Of(KeyScope.Decide)).IsEmpty);
    }
}
