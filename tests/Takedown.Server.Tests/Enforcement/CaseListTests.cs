using Microsoft.Extensions.DependencyInjection;
using Takedown.Contracts;
using Takedown.Core.Routing;
using Takedown.Server.Cases;
using Takedown.Server.Enforcement;
using Takedown.Server.Tests.Harness;
using Takedown.Storage;

namespace Takedown.Server.Tests.Enforcement;

/// <summary>Random cases: each page of each body has what it owns, leads, takes part in and has below, once.</summary>
public sealed class CaseListTests(CaseListTests.Mix mix) : IClassFixture<CaseListTests.Mix>
{
    private static readonly string[] Places = ["CN-530102", "CN-530100", "CN-530103101", "CN-110101", "CN", "US-CA"];

    public sealed class Mix : IAsyncLifetime
    {
        public TestServer Server { get; } = new();

        internal List<CaseRow> Rows { get; } = [];

        internal HashSet<(Guid Case, Guid Body)> Taking { get; } = [];

        /// <summary>A body that owns, leads, enforces and takes part by dice.</summary>
        internal Guid Everywhere { get; private set; }

        internal Api Everywhat { get; private set; } = null!;

        public async Task InitializeAsync()
        {
            await Server.InitializeAsync();
            await Server.PlatformAsync("cases.example");
            var body = await Server.RegulatorAsync("CN-460101");
            (Everywhere, Everywhat) = (body.Id, body.Api);
            var dice = new Random(20261126);
            Guid? Sometimes(int of) => dice.Next(of) == 0 ? Everywhere : null;
            for (var i = 0; i < 400; i++)
            {
                Rows.Add(new()
                {
                    Id = NewId.Next(),
                    No = $"random-{i}",
                    Title = $"Case {i}",
                    BodyId = Sometimes(8) ?? NewId.Next(),
                    Region = Places[dice.Next(Places.Length)],
                    Function = dice.Next(2) == 0 ? "copyright" : "market",
                    IpType = "copyright",
                    State = dice.Next(3) == 0 ? CaseState.Overdue : CaseState.Closed,
                    IsKey = dice.Next(5) == 0,
                    Cluster = dice.Next(9) == 0 ? "ring" : null,
                    ClusterLead = Sometimes(11),
                    EnforcementId = Sometimes(13),
                    OpenedAt = DateTimeOffset.UnixEpoch,
                    Content = """{"parties":[{"name":"Site"}],"targets":[]}""",
                });
            }
            Rows.Sort((a, b) => string.CompareOrdinal(a.Id.ToString(), b.Id.ToString()));
            await Server.Services.GetRequiredService<Database>().WriteAsync(async s =>
            {
                foreach (var row in Rows)
                {
                    await CaseStore.AddAsync(s, row);
                    if (dice.Next(10) > 0) continue;
                    await CaseDesk.AddBodyAsync(s, row.Id, Everywhere);
                    Taking.Add((row.Id, Everywhere));
                }
            });
        }

        public Task DisposeAsync() => Server.DisposeAsync();
    }

    [Theory]
    [InlineData("CN-530102", "copyright")]
    [InlineData("CN-530000", "copyright market")]
    [InlineData("CN", "market")]
    [InlineData("US", "copyright")]
    [InlineData("CN-370000", "copyright")]
    public async Task A_body_reads_those_below_it_in_its_functions(string region, string functions)
    {
        var reader = await mix.Server.RegulatorAsync(region, functions.Split(' '));
        await ReadsAsync(
            reader.Api, c => functions.Split(' ').Contains(c.Function) && Region.IsWithin(c.Region, region));
    }

    [Fact]
    public Task A_body_reads_what_it_owns_leads_enforces_and_takes_part_in() => ReadsAsync(mix.Everywhat,
        c => c.BodyId == mix.Everywhere || c.ClusterLead == mix.Everywhere || c.EnforcementId == mix.Everywhere
            || mix.Taking.Contains((c.Id, mix.Everywhere)));

    [Fact]
    public Task The_operator_reads_all() => ReadsAsync(mix.Server.Operator, _ => true);

    private async Task ReadsAsync(Api reader, Func<CaseRow, bool> seen)
    {
        foreach (var (query, also) in new (string, Func<CaseRow, bool>)[]
        {
            ("", _ => true), ("&state=overdue", c => c.State is CaseState.Overdue), ("&key=true", c => c.IsKey),
            ("&cluster=ring", c => c.Cluster == "ring"),
            ($"&body={mix.Everywhere}", c => c.BodyId == mix.Everywhere),
        })
        {
            Assert.Equal(
                mix.Rows.Where(c => seen(c) && also(c)).Select(c => c.Id),
                await reader.AllIdsAsync($"/v1/cases?limit=7{query}"));
        }
    }
}
