using Takedown.Server.App;
using System.Net;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;
using Takedown.Client;
using Takedown.Contracts;

namespace Takedown.Server.Tests.Client;

/// <summary>Every call of the client against a server of its own, over a socket.</summary>
public sealed class ClientTests : IAsyncLifetime
{
    private const string OperatorKey = "tk_operator_of_the_client_tests_0123456789";
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("takedown-client-");
    private WebApplication app = null!;
    private HttpClient http = null!;
    private TakedownClient op = null!;

    public async Task InitializeAsync()
    {
        app = TakedownServer.Build([], builder =>
        {
            builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
            {
                ["Takedown:Database:ConnectionString"] = $"Data Source={folder.FullName}/client.db",
                ["Takedown:OperatorKey"] = OperatorKey,
                ["Takedown:Sandbox"] = "true",
                ["urls"] = "http://127.0.0.1:0",
            });
            builder.Logging.ClearProviders();
        });
        await app.StartAsync();
        http = new HttpClient { BaseAddress = new(app.Urls.First()) };
        op = new(http, OperatorKey);
    }

    public async Task DisposeAsync()
    {
        http.Dispose();
        await app.StopAsync();
        await app.DisposeAsync();
        folder.Delete(recursive: true);
    }

    [Fact]
    public async Task A_notice_goes_the_whole_road()
    {
        var (claimant, platform, regulator) = await RegisterAsync();
        var batch = await claimant.Claimant.SubmitAsync(
            new BatchInput { Notices = [Notice("a"), Notice("b"), Notice("b")] });
        Assert.Equal((2, 1), (batch.Accepted, batch.Duplicate));

        var inbox = await platform.Platform.ReadInboxAsync(wait: TimeSpan.FromSeconds(10));
        var asked = inbox.Items[0].NoticeId;
        var result = Assert.Single(await platform.Platform.RespondAsync(
            [new()
            {
                NoticeId = asked,
                Response = ResponseKind.InformationRequested,
                Reason = new() { Code = "comparison" },
            }]));
        Assert.Equal((ResponseStatus.Applied, NoticeState.InformationRequested), (result.Status, result.State));
        Assert.Equal(
            NoticeState.Acknowledged, (await claimant.Claimant.SupplementAsync(asked, new() { Text = "here" })).State);
        await platform.Platform.RespondAsync(
            [new()
            {
                NoticeId = asked,
                Response = ResponseKind.ActionTaken,
                Measure = Measure.Removed,
                Account = new() { Id = "u-1" },
            }]);

        var action = Assert.Single(
            (await platform.Platform.ReadAccountActionsAsync(wait: TimeSpan.FromSeconds(10))).Items);
        Assert.Equal(AccountActionStatus.Done, Assert.Single(await platform.Platform.RespondToAccountActionsAsync(
            [new() { Id = action.Id, Response = ResponseKind.ActionTaken }])).State);

        var clock = await op.AdvanceClockAsync(TimeSpan.FromDays(30));
        Assert.Equal(TimeSpan.FromDays(30), clock.Ahead);
        var escalation = Assert.Single((await regulator.Regulator.ListEscalationsAsync(EscalationStatus.Open)).Items);
        Assert.Equal(escalation, await regulator.Regulator.GetEscalationAsync(escalation.Id));
        Assert.Equal(1, Assert.Single(await regulator.Regulator.CountEscalationsAsync()).Count);
        Assert.Equal(1, (await regulator.Regulator.GetOverviewAsync()).OpenEscalations);
        var counts = Assert.Single((await regulator.Regulator.ListPlatformsAsync()).Items);
        Assert.Equal((2, 1), (counts.Delivered, counts.Removed));
        Assert.Equal(counts.PlatformId, (await regulator.Regulator.GetPlatformAsync(counts.PlatformId)).PlatformId);
        Assert.NotEmpty((await regulator.Regulator.GetTrendAsync(platformId: counts.PlatformId)).Points);

        Assert.Equal(
            NoticeState.Withdrawn,
            (await claimant.Claimant.WithdrawAsync(escalation.NoticeId!.Value, "settled")).State);
        Assert.Equal(asked, Assert.Single((await claimant.Claimant.ListNoticesAsync(NoticeState.Removed)).Items).Id);
        Assert.Equal(NoticeState.Removed, (await platform.GetNoticeAsync(asked)).State);
        Assert.Contains(await claimant.GetTimelineAsync(asked), e => e.Type == "information-supplied");
        var events = await claimant.Claimant.ReadEventsAsync(limit: 1000);
        Assert.Contains(events.Items, e => e.Type == "escalated");
        Assert.Empty((await claimant.Claimant.ReadEventsAsync(events.Next)).Items);
    }

    [Fact]
    public async Task A_stream_is_sent_as_it_is_and_the_same_key_gives_the_same_batch()
    {
        var (claimant, _, _) = await RegisterAsync();
        using var body = new MemoryStream(Encoding.UTF8.GetBytes("""{"clientRef":"1"}""" + "\n{}\n"));
        var tried = await claimant.Claimant.SubmitAsync(body, "application/x-ndjson", dryRun: true);
        Assert.Equal(("validated", 2), (tried.Status, tried.Rejected));
        body.Position = 0;
        var sent = await claimant.Claimant.SubmitAsync(body, "application/x-ndjson", "once");
        body.Position = 0;
        Assert.Equal(sent.Id, (await claimant.Claimant.SubmitAsync(body, "application/x-ndjson", "once")).Id);
        Assert.Equal(2, (await claimant.Claimant.GetBatchAsync(sent.Id!.Value)).Received);
        Assert.Equal("1", (await claimant.Claimant.ListResultsAsync(
            sent.Id.Value, ItemStatus.Rejected, limit: 1)).Items[0].ClientRef);
    }

    [Fact]
    public async Task The_operator_keeps_the_registry_and_the_rules()
    {
        var made = await op.Operator.RegisterAsync(
            new() { Kind = OrganisationKind.Claimant, Name = "One", Country = "US" });
        Assert.Equal("Two", (await op.Operator.ChangeAsync(made.Id, new() { Name = "Two" })).Name);
        var key = await op.Operator.CreateKeyAsync(made.Id);
        Assert.Equal(key.Id, Assert.Single((await op.GetOrganisationAsync(made.Id)).Keys!).Id);
        await op.RevokeKeyAsync(key.Id);
        Assert.Equal(
            made.Id, Assert.Single((await op.Operator.ListOrganisationsAsync(OrganisationKind.Claimant)).Items).Id);

        var policy = (await op.ListPoliciesAsync()).Single(p => p.Code == "DEFAULT");
        Assert.Equal(policy.Version + 1, (await op.Operator.PutPolicyAsync(policy with { Name = "Ours" })).Version);
        Assert.Equal(policy.Name, (await op.GetPolicyAsync("DEFAULT", policy.Version)).Name);
        var calendar = await op.GetCalendarAsync("CN");
        Assert.Equal(calendar.Version + 1, (await op.Operator.PutCalendarAsync(calendar)).Version);
        Assert.Contains(await op.ListCalendarsAsync(), c => c.Code == "CN");
        var regime = (await op.ListRegimesAsync()).Single(r => r.Code == "us-dmca");
        Assert.Equal(regime.Version + 1, (await op.Operator.PutRegimeAsync(regime with { Name = "Ours" })).Version);
        Assert.Equal(regime.Name, (await op.GetRegimeAsync("us-dmca", regime.Version)).Name);
        Assert.Empty((await op.Operator.ListUnroutedAsync()).Items);
        Assert.Equal(0, (await op.Operator.RetryDeliveriesAsync()).Retried);
    }

    [Fact]
    public async Task A_refusal_carries_the_problem()
    {
        var invalid = await Assert.ThrowsAsync<TakedownProblemException>(() => op.Operator.RegisterAsync(new()));
        Assert.Equal((HttpStatusCode.BadRequest, "input.invalid"), (invalid.Status, invalid.Problem.Code));
        Assert.Contains(invalid.Problem.Errors!, e => e.Pointer == "/kind");
        Assert.Contains("/kind", invalid.Message, StringComparison.Ordinal);
        var stranger = new TakedownClient(http, "tk_claimant_nobody_knows_this_one");
        var unknown = await Assert.ThrowsAsync<TakedownProblemException>(() => stranger.Claimant.ReadEventsAsync());
        Assert.Equal(HttpStatusCode.Unauthorized, unknown.Status);
    }

    private async Task<(TakedownClient Claimant, TakedownClient Platform, TakedownClient Regulator)> RegisterAsync() =>
        (
            await RegisterAsync(new()
            {
                Kind = OrganisationKind.Claimant,
                Name = "Larkspur",
                Country = "US",
                Email = "a@larkspur.example",
            }),
            await RegisterAsync(new()
            {
                Kind = OrganisationKind.Platform, Name = "Host", Country = "US", Hosts = ["host.example"],
                ServiceType = "hosting", Regime = "us-dmca",
            }),
            await RegisterAsync(new()
            {
                Kind = OrganisationKind.Regulator,
                Name = "Authority",
                Country = "US",
                Functions = ["copyright"],
            }));

    private async Task<TakedownClient> RegisterAsync(OrganisationInput input)
    {
        var made = await op.Operator.RegisterAsync(input);
        return new(http, (await op.Operator.CreateKeyAsync(made.Id)).Key);
    }

    private static NoticeInput Notice(string path) => new()
    {
        Work = new() { Title = "Amber Ferry", Type = "music" },
        Target = new() { Url = $"https://host.example/{path}" },
        Statements = ["truth", "good-faith", "authority-under-perjury"],
        Signature = "/s/ Larkspur",
    };
}
