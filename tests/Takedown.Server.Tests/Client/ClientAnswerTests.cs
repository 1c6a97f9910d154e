using Takedown.Client;
using Takedown.Contracts;
using Takedown.Server.Tests.Harness;

namespace Takedown.Server.Tests.Client;

/// <summary>Every call of the client about what comes after an answer, and about platforms beside theirs.</summary>
public sealed class ClientAnswerTests(TestServer server) : IClassFixture<TestServer>, IDisposable
{
    private static readonly Takedown.Contracts.Evidence Document = new() { Kind = "filing", Sha256 = Sample.Sha256 };

    private readonly HttpClient http = new() { BaseAddress = server.Address };

    public void Dispose() => http.Dispose();

    [Fact]
    public async Task A_removal_is_answered_back_over_a_link_and_by_the_platform()
    {
        var (platform, claimant, _) = await PartiesAsync("client-counter.example");
        var (linked, filed) = (
            await RemovedAsync(claimant, platform, "https://client-counter.example/1"),
            await RemovedAsync(claimant, platform, "https://client-counter.example/2"));

        var link = await platform.Answers.MakeCounterNoticeLinkAsync(linked, TimeSpan.FromDays(2));
        Assert.Equal(linked, link.NoticeId);
        var own = await claimant.Answers.FileOwnCounterNoticeAsync(Said(null, [link.Code]));
        Assert.Equal("accused", own.FiledBy);
        var theirs = await platform.Answers.FileCounterNoticeAsync(Said([filed], null));
        Assert.Equal(NoticeState.AwaitingClaimant, theirs.Notices[0].State);
        Assert.Equal(
            theirs.Id, Assert.Single((await claimant.Answers.ListCounterNoticesAsync(filed)).Items).Id);
        Assert.Equal("Wang Wei", (await claimant.Answers.GetCounterNoticeAsync(own.Id)).Accused.Name);

        var proved = await claimant.Answers.ProveProceedingAsync(filed, new()
        {
            Kind = ProceedingKind.Suit,
            Court = "北京互联网法院",
            CaseNo = "（2026）京0491民初1号",
            FiledAt = await server.NowAsync(),
            Document = Document,
        });
        Assert.Equal(NoticeState.LitigationHold, proved.State);
        Assert.Equal(proved, await platform.Answers.GetProceedingAsync(filed));
        Assert.Equal(NoticeState.Closed, (await claimant.Answers.EndProceedingAsync(
            filed, new() { Outcome = ProceedingOutcome.Upheld, Document = Document })).State);
    }

    [Fact]
    public async Task A_refusal_is_disputed_and_mediated_and_time_is_given_before()
    {
        var (platform, claimant, _) = await PartiesAsync("client-dispute.example", "marketplace");
        var id = await claimant.SubmitOneAsync("https://client-dispute.example/1", "art");
        await UntilAsync(claimant, id, NoticeState.Delivered);
        var given = await platform.Answers.ExtendAsync(id, "It has to be compared.");
        Assert.True(given.After > given.Before);
        await platform.Platform.RespondAsync(
            [new() { NoticeId = id, Response = ResponseKind.Rejected, Reason = new() { Code = "licensed" } }]);

        var dispute = await claimant.Answers.DisputeAsync(id, new() { Explanation = "The licence ended in 2023." });
        Assert.Equal((NoticeState.Disputed, "licensed"), (dispute.State, dispute.Refusal.Code));
        Assert.Equal(dispute.ReviewDue, (await platform.Answers.GetDisputeAsync(id)).ReviewDue);
        var mediation = await platform.Answers.FileMediationAsync(id, new()
        {
            Body = "广东省版权保护联合会", FiledAt = await server.NowAsync(), Document = Document,
        });
        Assert.Equal(mediation.Due, (await claimant.Answers.GetMediationAsync(id)).Due);
        Assert.Equal(MediationOutcome.Failed, (await claimant.Answers.EndMediationAsync(
            id, new() { Outcome = MediationOutcome.Failed })).Outcome);
    }

    [Fact]
    public async Task A_claimant_recalls_confirms_and_says_what_it_never_claims()
    {
        var (_, claimant, made) = await PartiesAsync("client-recall.example");
        var id = await claimant.SubmitOneAsync("https://client-recall.example/1");
        var recall = await claimant.Claimant.RecallAsync(
            new() { NoticeIds = [id], Reason = "Licensed after all" }, "client-recall");
        Assert.Equal(recall.Id, (await claimant.Claimant.RecallAsync(
            new() { NoticeIds = [id], Reason = "Licensed after all" }, "client-recall")).Id);
        Assert.Equal((RecallState.Done, 1L), (recall.State, recall.Withdrawn));
        Assert.Equal(1, (await claimant.Claimant.GetRecallAsync(recall.Id)).Total);
        Assert.Equal(recall.Id, Assert.Single((await claimant.Claimant.ListRecallsAsync()).Items).Id);
        Assert.Equal(id, Assert.Single((await claimant.Claimant.ListRecallResultsAsync(
            recall.Id, ResponseStatus.Applied)).Items).NoticeId);

        var shared = await claimant.SubmitOneAsync("https://client-recall.example/");
        Assert.Equal(shared, Assert.Single((await claimant.Claimant.ListConfirmationsAsync()).Items).NoticeId);
        Assert.False(Assert.Single(await claimant.Claimant.ConfirmAsync([shared])).Confirmed);
        var second = (await made.Api.PostAsync($"/v1/organisations/{made.Id}/keys", new { name = "second" })).Must(201);
        var other = new TakedownClient(http, second.Json.Text("key"));
        Assert.True(Assert.Single(await other.Claimant.ConfirmAsync([shared])).Confirmed);

        var list = await claimant.Claimant.PutNeverTouchAsync([new() { Host = "licensed.example" }]);
        Assert.Equal(1, list.Version);
        Assert.Equal("licensed.example", Assert.Single((await claimant.Claimant.GetNeverTouchAsync()).Entries).Host);
    }

    [Fact]
    public async Task Platforms_are_known_beside_their_answers()
    {
        var (platform, claimant, made) = await PartiesAsync("client-platform.example");
        var platformId = (await platform.GetMeAsync()).Organisation.Id;
        var removal = new OwnRemovalInput
        {
            Url = "https://client-platform.example/own", WorkType = "film-tv", Mode = "clipping",
            Measure = Measure.Removed, At = await server.NowAsync(), Ground = "Patrol",
        };
        Assert.Equal(OwnRemovalStatus.Recorded, Assert.Single(
            await platform.Platforms.RecordOwnRemovalsAsync([removal])).Status);
        Assert.Equal(OwnRemovalStatus.Unchanged, Assert.Single(
            await platform.Platforms.RecordOwnRemovalsAsync([removal])).Status);
        Assert.Single((await platform.Platforms.ListOwnRemovalsAsync()).Items);

        var profile = await platform.Platforms.PutProfileAsync(
            platformId, new() { ReviewMechanism = "Uploads of listed works are compared with fingerprints." });
        Assert.Equal(
            profile.ReviewMechanism, (await platform.Platforms.GetProfileAsync(platformId)).ReviewMechanism);

        var limit = await claimant.Platforms.ReportLimitAsync(new()
        {
            PlatformId = platformId, Channel = "web form", Limit = 10, Per = PlatformLimitPer.Submission,
            At = await server.NowAsync(), EvidenceSha256 = Sample.Sha256, Text = "The form takes ten addresses.",
        });
        Assert.Equal(limit.Id, Assert.Single((await platform.Platforms.ListLimitsAsync()).Items).Id);
        Assert.Equal("Since May a thousand.", (await platform.Platforms.AnswerLimitAsync(
            limit.Id, "Since May a thousand.")).Answer);
        Assert.NotNull((await claimant.Platforms.GetLimitAsync(limit.Id)).AnsweredAt);

        var op = new TakedownClient(http, TestServer.OperatorKey);
        var agreement = await op.Platforms.PutAgreementAsync(new()
        {
            Id = "CLIENT-1", Claimants = [made.Id], Platforms = [platformId], From = new(2026, 1, 1),
            ActLimit = new() { Unit = LimitUnit.Running, Duration = TimeSpan.FromHours(1) }, Document = Sample.Sha256,
        });
        Assert.Equal(1, agreement.Version);
        Assert.Equal("CLIENT-1", Assert.Single((await claimant.Platforms.ListAgreementsAsync()).Items).Id);
        Assert.Equal(agreement.ActLimit, (await platform.Platforms.GetAgreementAsync("CLIENT-1")).ActLimit);
    }

    private async Task<(TakedownClient Platform, TakedownClient Claimant, Organisation Made)> PartiesAsync(
        string host, string serviceType = "hosting")
    {
        var platform = await server.PlatformAsync(host, new { serviceType });
        var claimant = await server.ClaimantAsync();
        return (new(http, platform.Key), new(http, claimant.Key), claimant);
    }

    private static async Task<Guid> RemovedAsync(TakedownClient claimant, TakedownClient platform, string url)
    {
        var id = await claimant.SubmitOneAsync(url);
        await UntilAsync(claimant, id, NoticeState.Delivered);
        await platform.Platform.RespondAsync(
            [new() { NoticeId = id, Response = ResponseKind.ActionTaken, Measure = Measure.Removed }]);
        return id;
    }

    private static Task UntilAsync(TakedownClient client, Guid id, NoticeState state) =>
        Following.WaitUntilAsync(() => client.GetNoticeAsync(id), n => n.State == state);

    private static CounterNoticeInput Said(IReadOnlyList<Guid>? notices, IReadOnlyList<string>? links) => new()
    {
        NoticeIds = notices,
        Links = links,
        Accused = new()
        {
            Name = "Wang Wei", Email = "wang@user.example", Phone = "+86 10 5555 0100", Address = "2 Lake Road",
        },
        Statements = ["not-infringing", "truth"],
        Explanation = "It is my own recording.",
        Evidence = [Document],
    };
}

/// <summary>Short forms of these tests.</summary>
file static class Submitting
{
    public static async Task<Guid> SubmitOneAsync(this TakedownClient claimant, string url, string type = "music") =>
        (await claimant.Claimant.SubmitAsync([new NoticeInput
        {
            Work = new() { Title = "七里香", Type = type },
            Target = new() { Url = url },
            Evidence = [new() { Kind = "screenshot", Sha256 = Sample.Sha256 }],
        }])).Results![0].NoticeId!.Value;
}
