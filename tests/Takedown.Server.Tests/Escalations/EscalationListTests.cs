using Microsoft.Extensions.DependencyInjection;
using Takedown.Contracts;
using Takedown.Contracts.Json;
using Takedown.Core.Routing;
using Takedown.Server.Escalations;
using Takedown.Server.Tests.Authorities;
using Takedown.Server.Tests.Harness;
using Takedown.Storage;
using Organisation = Takedown.Server.Tests.Harness.Organisation;

namespace Takedown.Server.Tests.Escalations;

/// <summary>
/// Random escalations of platforms, claimants and accused everywhere: each page of each reader has exactly what the
/// rule gives it, once and in order, by whichever parts it was read.
/// </summary>
public sealed class EscalationListTests(EscalationListTests.Mix mix) : IClassFixture<EscalationListTests.Mix>
{
    private static readonly string[] Places =
        ["CN-530102", "CN-530103101", "CN-530100", "CN-530000", "CN-533123", "CN-110101", "CN", "US-CA", "US"];
    private static readonly string[] Functions = ["copyright", "market", "police"];

    public sealed class Mix : IAsyncLifetime
    {
        public TestServer Server { get; } = new();

        internal List<EscalationRow> Rows { get; } = [];

        public async Task InitializeAsync()
        {
            await Server.InitializeAsync();
            var platforms = new List<(Guid Id, string Region)>();
            foreach (var (region, i) in Places.Append("CN-310101").Select((region, i) => (region, i)))
            {
                platforms.Add(((await Server.PlatformAsync(
                    $"list{i}.example", new { region, country = region[..2] })).Id, region));
            }
            Below = await Server.RegulatorAsync("CN-650101");
            var dice = new Random(20261126);
            for (var i = 0; i < 600; i++)
            {
                var (platform, region) = platforms[dice.Next(platforms.Count)];
                Rows.Add(new()
                {
                    Id = NewId.Next(),
                    PlatformId = platform,
                    Region = region,
                    Function = Functions[dice.Next(3)],
                    RegulatorId = dice.Next(4) == 0 ? Below.Id : NewId.Next(),
                    Deadline = "act",
                    Due = DateTimeOffset.UnixEpoch,
                    At = DateTimeOffset.UnixEpoch,
                    Status = dice.Next(3) == 0 ? EscalationStatus.Resolved : EscalationStatus.Open,
                    ClaimantRegion = dice.Next(2) == 0 ? Places[dice.Next(Places.Length)] : null,
                    AccusedRegion = dice.Next(3) == 0 ? Places[dice.Next(Places.Length)] : null,
                });
            }
            Rows.Sort((a, b) => string.CompareOrdinal(a.Id.ToString(), b.Id.ToString()));
            await Server.Services.GetRequiredService<Database>().WriteAsync(
                s => EscalationStore.AddAsync(s, Rows));
        }

        internal Organisation Below { get; private set; } = null!;

        public Task DisposeAsync() => Server.DisposeAsync();
    }

    [Theory]
    [InlineData("CN-530102", "copyright")]
    [InlineData("CN-530100", "copyright market")]
    [InlineData("CN-530000", "market")]
    [InlineData("CN-460000", "copyright")]
    [InlineData("CN", "copyright police")]
    [InlineData("US", "copyright market")]
    public async Task A_body_reads_what_its_places_and_functions_give_it(string region, string functions)
    {
        var reader = await mix.Server.RegulatorAsync(region, functions.Split(' '));
        bool Holds(string? place) => place is not null && Region.IsWithin(place, region);

        await ReadsAsync(reader.Api, e => functions.Split(' ').Contains(e.Function)
            && (Holds(e.Region) || Holds(e.ClaimantRegion) || Holds(e.AccusedRegion)));
    }

    [Fact]
    public async Task A_body_above_reads_those_of_a_body_below_it_in_its_functions()
    {
        var upper = await mix.Server.RegulatorAsync("CN-230000", "copyright", "police");
        (await mix.Server.ChangeAsync(mix.Below, new { parentId = upper.Id })).Must(200);

        await ReadsAsync(upper.Api, e => e.RegulatorId == mix.Below.Id && e.Function is not "market");
    }

    [Fact]
    public Task The_operator_reads_all() => ReadsAsync(mix.Server.Operator, _ => true);

    [Fact]
    public async Task Of_one_platform_only_its_own()
    {
        var one = mix.Rows[0].PlatformId;
        await ReadsAsync(mix.Server.Operator, e => e.PlatformId == one, $"&platform={one}");
    }

    private async Task ReadsAsync(Api reader, Func<EscalationRow, bool> seen, string more = "")
    {
        foreach (var status in new EscalationStatus?[] { null, EscalationStatus.Open, EscalationStatus.Resolved })
        {
            var expected = mix.Rows.Where(e => seen(e) && (status is null || e.Status == status)).Select(e => e.Id);
            var word = status is { } one ? $"&status={Kebab.Word(one)}" : "";
            Assert.Equal(expected, await reader.AllIdsAsync($"/v1/escalations?limit=7{word}{more}"));
        }
    }
}
