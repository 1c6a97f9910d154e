using Takedown.Contracts;
using Takedown.Core.Packs;
using Takedown.Core.Policies;

namespace Takedown.Core.Tests.Policies;

public sealed class PolicySetTests
{
    private static readonly SlaPolicy Default = DefaultPack.Policies.Single(p => p.Code == "DEFAULT");
    private static readonly PolicyQuery Query = new("r", "s", "w", Tier.Green, "CN");

    [Fact]
    public void Without_a_default_or_with_a_code_twice_there_is_no_set()
    {
        Assert.Throws<ArgumentException>(() => new PolicySet([]));
        Assert.Throws<ArgumentException>(() => new PolicySet([Policy("A", 1)]));
        Assert.Throws<ArgumentException>(() => new PolicySet([Default, Policy("A", 1), Policy("A", 2)]));
    }

    public static TheoryData<string, PolicySelectors, bool> Selectors => new()
    {
        { "no selector matches everything", new(), true },
        { "the regime", new() { Regimes = ["x", "r"] }, true },
        { "another regime", new() { Regimes = ["R"] }, false },
        { "the service", new() { ServiceTypes = ["s"] }, true },
        { "another service", new() { ServiceTypes = ["w"] }, false },
        { "the work", new() { WorkTypes = ["w"] }, true },
        { "another work", new() { WorkTypes = ["s"] }, false },
        { "the tier", new() { Tiers = [Tier.Green] }, true },
        { "another tier", new() { Tiers = [Tier.Ordinary, Tier.Urgent, Tier.Order] }, false },
        { "the country", new() { Countries = ["CN"] }, true },
        { "another country", new() { Countries = ["US"] }, false },
        {
            "everything",
            new()
            {
                Regimes = ["r"],
                ServiceTypes = ["s"],
                WorkTypes = ["w"],
                Tiers = [Tier.Green],
                Countries = ["CN"],
            },
            true
        },
        {
            "everything but one",
            new()
            {
                Regimes = ["r"],
                ServiceTypes = ["s"],
                WorkTypes = ["x"],
                Tiers = [Tier.Green],
                Countries = ["CN"],
            },
            false
        },
    };

    [Theory]
    [MemberData(nameof(Selectors))]
    public void A_policy_matches_when_every_selector_does(string reason, PolicySelectors selectors, bool matches) =>
        Assert.True(matches == (Chosen(Query, Policy("A", 5) with { Selectors = selectors }) == "A"), reason);

    [Fact]
    public void What_a_notice_does_not_say_matches_no_selector()
    {
        var query = new PolicyQuery("r", null, null, Tier.Ordinary, "CN");
        Assert.Equal("DEFAULT", Chosen(query, Policy("A", 5) with { Selectors = new() { ServiceTypes = ["s"] } }));
        Assert.Equal("DEFAULT", Chosen(query, Policy("A", 5) with { Selectors = new() { WorkTypes = ["w"] } }));
        Assert.Equal("DEFAULT", Chosen(
            new(null!, null, null, Tier.Ordinary, null!),
            Policy("A", 5) with { Selectors = new() { Regimes = ["r"] } }));
    }

    [Fact]
    public void The_higher_rank_wins_then_the_stricter_act_for_the_tier_then_the_code()
    {
        Assert.Equal("B", Chosen(Query, Policy("A", 5, hours: 1), Policy("B", 6, hours: 99)));
        Assert.Equal("B", Chosen(Query, Policy("A", 5, hours: 2), Policy("B", 5, hours: 1)));
        Assert.Equal("A", Chosen(Query, Policy("B", 5), Policy("A", 5)));

        var green =
            Policy("B", 5, hours: 3) with { ActByTier = new Dictionary<string, TimeLimit> { ["green"] = Hours(1) } };
        Assert.Equal("B", Chosen(Query, Policy("A", 5, hours: 2), green));
        Assert.Equal("A", Chosen(Query with { Tier = Tier.Ordinary }, Policy("A", 5, hours: 2), green));
    }

    [Fact]
    public void The_default_matches_even_if_narrowed()
    {
        var set = new PolicySet([Default with { Selectors = new() { Regimes = ["other"] } }]);
        Assert.Equal("DEFAULT", set.Choose(Query).Code);
    }

    [Theory]
    [InlineData(Tier.Ordinary, 24, "the plain limit")]
    [InlineData(Tier.Green, 12, "the tier's own, stricter one")]
    [InlineData(Tier.Urgent, 24, "a laxer one never counts")]
    [InlineData(Tier.Order, 24, "no limit of its own")]
    public void The_stricter_act_counts(Tier tier, int hours, string reason)
    {
        var policy = Policy("A", 1, hours: 24) with
        {
            ActByTier = new Dictionary<string, TimeLimit> { ["green"] = Hours(12), ["urgent"] = Hours(48) },
        };
        Assert.True(TimeSpan.FromHours(hours) == PolicySet.ActLimit(policy, tier).Duration, reason);
    }

    [Theory]
    [InlineData(Tier.Ordinary, "", 24, Tier.Ordinary, "no policy knows a tier")]
    [InlineData(Tier.Ordinary, "green", 24, Tier.Green, "one step that is known")]
    [InlineData(Tier.Ordinary, "urgent", 24, Tier.Green, "one step only, below one that is known")]
    [InlineData(Tier.Ordinary, "order", 24, Tier.Ordinary, "an order is none of them")]
    [InlineData(Tier.Green, "green", 24, Tier.Green, "not above what is known")]
    [InlineData(Tier.Green, "urgent", 24, Tier.Urgent, "one step")]
    [InlineData(Tier.Urgent, "urgent order", 24, Tier.Urgent, "never an order")]
    [InlineData(Tier.Order, "urgent order", 24, Tier.Order, "an order stays one")]
    public void A_re_upload_is_one_step_higher_where_a_policy_knows_it(
        Tier tier, string known, int hours, Tier raised, string reason)
    {
        var policy = Policy("A", 5, hours: 30) with
        {
            ActByTier = known.Length == 0 ? null : known.Split(' ').ToDictionary(t => t, _ => Hours(hours)),
        };
        var chosen = new PolicySet([Default, policy]).ChooseAbove(Query with { Tier = tier });
        Assert.True(("A", raised) == (chosen.Policy.Code, chosen.Tier), reason);
    }

    [Fact]
    public void A_re_upload_never_gets_more_time()
    {
        var lax = Policy("B", 6, hours: 48) with { Selectors = new() { Tiers = [Tier.Urgent] } };
        var chosen = new PolicySet([Default, Policy("A", 5, hours: 24), lax]).ChooseAbove(Query);
        Assert.Equal(("A", Tier.Green), (chosen.Policy.Code, chosen.Tier));
        var strict = lax with { Code = "C", Rank = 7, Deadlines = Policy("C", 7, hours: 1).Deadlines };
        chosen = new PolicySet([Default, Policy("A", 5, hours: 24), lax, strict]).ChooseAbove(Query);
        Assert.Equal(("C", Tier.Urgent), (chosen.Policy.Code, chosen.Tier));
    }

    [Fact]
    public void Words_made_up_by_claimants_do_not_fill_the_cache()
    {
        var set = new PolicySet(DefaultPack.Policies);
        for (var i = 0; i < 10_000; i++)
            Assert.Equal("DEFAULT", set.Choose(new($"r{i}", $"s{i}", $"w{i}", Tier.Ordinary, $"c{i}")).Code);
        Assert.Equal(1, set.Remembered);
        Assert.Equal("CN-MUSIC", set.Choose(new("cn-copyright", "made-up", "music", Tier.Ordinary, "CN")).Code);
        Assert.Equal("CN-MUSIC", set.Choose(new("cn-copyright", null, "music", Tier.Ordinary, "CN")).Code);
    }

    private static string Chosen(PolicyQuery query, params SlaPolicy[] policies)
    {
        var forward = new PolicySet([Default, .. policies]).Choose(query);
        var backward = new PolicySet([.. policies.Reverse(), Default]);
        Assert.Same(forward, backward.Choose(query));
        Assert.Same(forward, backward.Choose(query));
        return forward.Code;
    }

    private static SlaPolicy Policy(string code, int rank, int hours = 24) =>
        Default with { Code = code, Rank = rank, Deadlines = Default.Deadlines with { Act = Hours(hours) } };

    private static TimeLimit Hours(int hours) =>
        new() { Unit = LimitUnit.Running, Duration = TimeSpan.FromHours(hours) };
}
