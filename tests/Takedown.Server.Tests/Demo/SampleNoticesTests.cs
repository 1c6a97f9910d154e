using Takedown.Demo;
using Takedown.Server.Http;
using Takedown.Server.Intake;
using Takedown.Server.Notices;
using Takedown.Contracts;
using Takedown.Core.Packs;
using Takedown.Core.Routing;
using Takedown.Core.Targets;

namespace Takedown.Server.Tests.Demo;

[Trait("Database", "unused")]
public class SampleNoticesTests
{
    private static readonly DateTimeOffset Start = new(2026, 11, 21, 8, 0, 0, TimeSpan.Zero);
    private readonly List<Sample> samples = [.. new SampleNotices(Start).From(0, SampleNotices.Count)];

    [Fact]
    public void There_are_two_thousand_and_nearly_all_are_good()
    {
        Assert.Equal(2000, samples.Count);
        var kinds = samples.CountBy(s => s.Kind).ToDictionary();
        Assert.InRange(kinds[SampleKind.Good], 1900, 1990);
        Assert.All(Enum.GetValues<SampleKind>(), kind => Assert.True(kinds.GetValueOrDefault(kind) >= 10, $"{kind}"));
    }

    [Fact]
    public void They_are_the_same_at_every_run()
    {
        var again = new SampleNotices(Start);
        Assert.All([0, 49, 777, 1999], i => Assert.Equivalent(samples[i], again.At(i), strict: true));
    }

    [Fact]
    public void They_come_in_both_languages_from_every_claimant_about_every_genre()
    {
        Assert.InRange(samples.Count(s => s.Notice.Work!.Title!.Any(c => c > '\u2e80')), 800, 1500);
        Assert.Equal(Enum.GetValues<Voice>().Length, samples.Select(s => s.Claimant).Distinct().Count());
        Assert.Equal(Enum.GetValues<Genre>().Length, samples.Select(s => s.Notice.Work!.Type).Distinct().Count());
    }

    [Fact]
    public void All_are_valid_in_form()
    {
        var faults = new List<InputFault>();
        foreach (var sample in samples) NoticeValidator.Check(sample.Notice, Start, faults);
        Assert.Empty(faults);
    }

    [Fact]
    public void Every_good_one_satisfies_the_regime_of_the_platform_that_answers_for_its_host()
    {
        var platforms =
            Enum.GetValues<Temper>().ToDictionary(t => HostPatternOf(CastList.HostOf(t)), CastList.Platform);
        var hosts = new HostIndex(platforms.Select((p, i) => (p.Key, new Guid(i + 1, 0, 0, new byte[8]))));
        var byId =
            platforms.Values.Select((p, i) => (p, i)).ToDictionary(x => new Guid(x.i + 1, 0, 0, new byte[8]), x => x.p);
        Assert.All(samples, sample =>
        {
            Assert.Equal(UrlFault.None, CanonicalUrl.Parse(sample.Notice.Target!.Url!, out var url));
            var found = hosts.Find(url!);
            Assert.Equal(sample.Kind is SampleKind.Unrouted, found is null);
            if (found is null) return;
            var claimant = CastList.Claimant(sample.Claimant);
            var self = new Party { Name = claimant.Name, Email = claimant.Email, Address = claimant.Address };
            var regime = DefaultPack.Regimes.Single(r => r.Code == byId[found.Value].Regime);
            var faults = new List<InputFault>();
            // What may follow is missing too.
            var curable = RegimeRules.For(regime).Check(sample.Notice with { RightsHolder = self }, faults);
            Assert.Equal(sample.Kind is SampleKind.Incomplete, faults.Count > 0 || curable is not null);
        });
    }

    [Fact]
    public void A_twin_claims_what_the_one_before_it_claims()
    {
        foreach (var (former, twin) in samples.Zip(samples.Skip(1)).Where(p => p.Second.Kind is SampleKind.Twin))
        {
            Assert.Equal(former.Claimant, twin.Claimant);
            Assert.Equal((former.Notice.Target, former.Notice.Work), (twin.Notice.Target, twin.Notice.Work));
            Assert.NotEqual(former.Notice.ClientRef, twin.Notice.ClientRef);
        }
    }

    private static HostPattern HostPatternOf(string host)
    {
        Assert.Equal(HostFault.None, HostPattern.Parse(host, out var pattern));
        return pattern!;
    }
}
