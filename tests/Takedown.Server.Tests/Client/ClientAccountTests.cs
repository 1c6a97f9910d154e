using System.Text.Json.Nodes;
using Takedown.Client;
using Takedown.Contracts;
using Takedown.Server.Tests.Accounts;
using Takedown.Server.Tests.CounterNotices;
using Takedown.Server.Tests.Harness;

namespace Takedown.Server.Tests.Client;

/// <summary>Every call of the client about accounts of users, and about the scores of both sides.</summary>
public sealed class ClientAccountTests(TestServer server) : IClassFixture<TestServer>, IDisposable
{
    private static readonly AppealDecisionInput Upheld = new() { Outcome = AppealOutcome.Upheld, Text = "So it is." };

    private readonly HttpClient http = new() { BaseAddress = server.Address };

    public void Dispose() => http.Dispose();

    [Fact]
    public async Task An_account_appeals_over_a_link_and_by_its_platform()
    {
        var (platform, officer, notice, action) = await WarnedAsync("client-linked.example");
        var link = await platform.Answers.MakeCounterNoticeLinkAsync(notice);
        var step = Assert.Single((await platform.Accounts.GetOwnStepsAsync(link.Code)).Steps);
        Assert.Equal((action, null), (step.ActionId, step.Code));
        step = Assert.Single((await platform.Accounts.FileOwnAppealAsync(
            new() { Link = link.Code, Text = "It was my own." })).Steps);
        Assert.Equal("account-appeal.filed", step.Code);
        Assert.Equal("accused", (await platform.Accounts.GetAppealAsync(action)).FiledBy);
        Assert.Equal(AccountActionStatus.Lifted, (await officer.Accounts.DecideAppealAsync(action, Upheld)).Status);

        (platform, _, _, action) = await WarnedAsync("client-unlinked.example");
        var filed = await platform.Accounts.AppealAsync(action, "It was licensed.");
        Assert.Equal(("platform", "It was licensed."), (filed.FiledBy, filed.Text));
    }

    [Fact]
    public async Task An_account_is_blacklisted_for_a_time_and_known_by_its_operator()
    {
        var platform = Client(await server.PlatformAsync("client-barred.example"));
        var until = (await server.NowAsync()).AddDays(10);
        var entry = await platform.Accounts.BlacklistAsync(
            new() { Account = "pirate", Until = until, Basis = "Registered again after a closure." });
        Assert.Equal(BlacklistSource.Platform, entry.Blacklist!.Source);
        Assert.Equal(entry.Id, Assert.Single(
            (await platform.Accounts.ListBlacklistAsync(account: "pirate")).Items).Id);
        Assert.Equal(entry.Id, (await platform.Accounts.GetStandingAsync("pirate")).Blacklisted!.Id);

        var stored = await platform.Accounts.PutOperatorsAsync(
            [new() { Account = "pirate", Identity = "9135" }, new() { Account = "corsair", Identity = "9135" }]);
        Assert.Equal(2, stored.Stored);
        var same = Assert.Single((await platform.Accounts.ListSameOperatorsAsync(minAccounts: 2)).Items);
        Assert.Equal(["corsair", "pirate"], same.Accounts.Select(a => a.Account).Order());

        await platform.Accounts.EndBlacklistingAsync(entry.Id, "Entered by mistake.");
        Assert.Empty((await platform.Accounts.ListBlacklistAsync()).Items);
    }

    [Fact]
    public async Task A_score_is_read_with_its_notices_and_appealed_against()
    {
        const string region = "CN-420100";
        var (platform, claimant) = (
            await server.PlatformAsync("client-score.example", new { region }),
            await server.ClaimantAsync(more: new { region }));
        var id = await claimant.DeliverAsync(platform, Sample.Notice("https://client-score.example/1"));
        await platform.SayAsync(id, "rejected", reason: new { code = "licensed" });
        var (own, officer) = (Client(claimant), await OfficerAsync(await server.RegulatorAsync("CN-420000")));

        Assert.Equal(1, (await own.Accountability.GetClaimantAsync(claimant.Id)).Refused);
        Assert.Equal(claimant.Id, Assert.Single((await own.Accountability.ListClaimantsAsync()).Items).ClaimantId);
        Assert.Equal(id, Assert.Single((await own.Accountability.ListClaimantNoticesAsync(
            claimant.Id, ScorePart.Refused)).Items).NoticeId);
        Assert.Equal(platform.Id, (await officer.Accountability.GetPlatformAsync(platform.Id)).PlatformId);
        Assert.Contains(
            (await officer.Accountability.ListPlatformsAsync()).Items, p => p.PlatformId == platform.Id);
        Assert.Empty((await officer.Accountability.ListPlatformNoticesAsync(
            platform.Id, ScorePart.LastMinute)).Items);

        var said = new ScoreAppealInput { Part = ScorePart.Refused, Text = "It was an error of the platform." };
        var appeal = await own.Accountability.AppealAsync(said, "client-appeal");
        Assert.Equal(appeal.Id, (await own.Accountability.AppealAsync(said, "client-appeal")).Id);
        Assert.Equal(appeal.Id, Assert.Single((await own.Accountability.ListAppealsAsync(open: true)).Items).Id);
        Assert.Equal(
            AppealOutcome.Upheld,
            (await officer.Accountability.DecideAppealAsync(appeal.Id, Upheld)).Decision!.Outcome);
        Assert.NotNull((await own.Accountability.GetAppealAsync(appeal.Id)).Decision);
        Assert.Empty((await own.Accountability.ListAppealsAsync(open: true)).Items);
        Assert.Single((await own.Accountability.ListAppealsAsync(open: false)).Items);
    }

    [Fact]
    public async Task A_person_warns_a_claimant_that_reads_it()
    {
        var claimant = await server.ClaimantAsync();
        var op = (await server.Operator.GetAsync("/v1/me")).Must(200).Json["organisation"].Id("id");
        var person = await OfficerAsync(new(op, "", Guid.Empty, server.Operator, new JsonObject()));

        await person.Accountability.TakeStepAsync(claimant.Id, new()
        {
            Step = SenderStep.Warn, Reason = SlowdownReason.LowPrecision, Text = "Most of them name other works.",
        });
        Assert.Equal(StandingChangeKind.Warned, Assert.Single(
            (await Client(claimant).Accountability.ListStepsAsync(claimant.Id)).Items).Change);
    }

    /// <summary>A removal after which the account is warned, which the platform confirms.</summary>
    private async Task<(TakedownClient Platform, TakedownClient Officer, Guid Notice, Guid Action)> WarnedAsync(
        string host)
    {
        var (platform, _, notice) = await server.RemovedAsync(host);
        await platform.ConfirmAsync(await platform.ActionsAsync("requested"));
        return (Client(platform), await OfficerAsync(platform), notice, (await platform.ActionsAsync())[0].Id("id"));
    }

    private async Task<TakedownClient> OfficerAsync(Organisation of) => new(
        http, (await server.OfficerAsync(of)).Client.DefaultRequestHeaders.Authorization!.Parameter!);

    private TakedownClient Client(Organisation organisation) => new(http, organisation.Key);
}
