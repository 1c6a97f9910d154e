using Takedown.Contracts;
using Takedown.Core.Campaigns;

namespace Takedown.Core.Tests.Campaigns;

/// <summary>Days, phases and nesting of campaigns (H01–H06, H24).</summary>
public sealed class CampaignRulesTests
{
    private static readonly CampaignFrame Parent = new(Day(6, 1), Day(11, 30), ["CN-530000"]);

    private static DateOnly Day(int month, int day) => new(2026, month, day);

    private static CampaignInput Good => new()
    {
        Code = "jianwang-2026", Title = "剑网2026", From = Day(6, 1), To = Day(11, 30),
        Phases = [new() { Name = "部署", From = Day(6, 1), To = Day(6, 30), Tasks = [new() { Title = "方案" }] }],
    };

    public static TheoryData<string, CampaignInput, string, string> Cases => new()
    {
        { "it ends before it begins", Good with { To = Day(5, 31) }, "/to", "period.ends-before" },
        { "no last day", Good with { To = null }, "/to", "field.required" },
        { "longer than ten years", Good with { To = new(2036, 6, 2) }, "/to", "value.out-of-range" },
        { "a code with a blank", Good with { Code = "a b" }, "/code", "value.bad-format" },
        {
            "a phase before the campaign",
            Good with { Phases = [new() { Name = "x", From = Day(5, 1), To = Day(6, 2) }] },
            "/phases/0/from", "campaign.outside"
        },
        {
            "a phase after the campaign",
            Good with { Phases = [new() { Name = "x", From = Day(11, 1), To = Day(12, 2) }] },
            "/phases/0/to", "campaign.outside"
        },
        {
            "a phase that ends before it begins",
            Good with { Phases = [new() { Name = "x", From = Day(8, 1), To = Day(7, 2) }] },
            "/phases/0/to", "period.ends-before"
        },
        {
            "a task without a title",
            Good with { Phases = [new() { Name = "x", From = Day(8, 1), To = Day(8, 2), Tasks = [new()] }] },
            "/phases/0/tasks/0/title", "field.required"
        },
        {
            "a region of somebody else", Good with { Scope = new() { Regions = ["CN-310000"] } },
            "/scope/regions/0", "region.not-yours"
        },
        {
            "no region", Good with { Scope = new() { Regions = ["Yunnan"] } }, "/scope/regions/0", "region.unknown"
        },
        {
            "a filing of an unknown kind", Good with { Filings = [new() { Kind = "poem", Due = Day(6, 30) }] },
            "/filings/0/kind", "value.unknown"
        },
        {
            "a negative target", Good with { Targets = [new() { Figure = "x", Target = -1 }] },
            "/targets/0/target", "value.out-of-range"
        },
    };

    [Theory, MemberData(nameof(Cases))]
    public void A_fault_is_named(string reason, CampaignInput input, string pointer, string code) => Assert.Equal(
        (reason, new Fault(pointer, code)), (reason, Assert.Single(CampaignRules.Check(input, new("CN-530000")))));

    [Fact]
    public void A_good_one_has_none() => Assert.Empty(CampaignRules.Check(Good, new("CN-530000", Parent)));

    [Fact]
    public void A_local_part_lies_within_the_days_and_regions_of_the_campaign_above()
    {
        var early = Good with { From = Day(5, 1), Phases = null };
        Assert.Equal([new Fault("/from", "campaign.outside-parent")], CampaignRules.Check(early, new("CN-533123",
            Parent)));
        var elsewhere = Parent with { Regions = ["CN-530100"] };
        Assert.Equal([new Fault("/scope/regions", "campaign.outside-parent")],
            CampaignRules.Check(Good with { Phases = null }, new("CN-533123", elsewhere)));
    }
}
