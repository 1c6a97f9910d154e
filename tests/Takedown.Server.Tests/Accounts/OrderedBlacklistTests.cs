using System.Text.Json.Nodes;
using Takedown.Server.Tests.Harness;

namespace Takedown.Server.Tests.Accounts;

/// <summary>Accounts put on the blacklist by their platform or by order of a regulator, and who reads of it.</summary>
public sealed class OrderedBlacklistTests
{
    [Fact]
    public async Task A_regulator_orders_it_which_the_platform_cannot_end_and_a_breach_escalates()
    {
        await using var own = await Disposable.StartAsync();
        var server = own.Server;
        var platform = await server.PlatformAsync("ordered.example");
        var (county, far) = (await server.RegulatorAsync("CN-533123"), await server.RegulatorAsync("CN-110000"));
        var (officer, foreign) = (await server.OfficerAsync(county), await server.OfficerAsync(far));
        var until = (await server.NowAsync()).AddDays(100);
        var order = new { platformId = platform.Id, account = "barred", until, basis = "Order 7 of 2026" };
        Assert.Equal(403, (await county.Api.PostAsync("/v1/account-blacklist", order)).Status);
        Assert.Equal(["/platformId platform.unknown-dry-run"], Faults(await foreign.PostAsync(
            "/v1/account-blacklist", order)));
        var made = (await officer.PostAsync("/v1/account-blacklist", order)).Must(201).Json;
        Assert.Equal(("requested", "regulator", county.Id), (
            made.Text("status"), made["blacklist"].Text("source"), made["blacklist"].Id("bodyId")));
        Assert.Equal(made.Time("requestedAt").AddDays(3), made.Time("due"));
        Assert.Equal((409, "account-blacklist.listed"), Fault(await officer.PostAsync("/v1/account-blacklist", order)));

        await server.AdvanceAsync("P4D");
        Assert.Equal("escalated", (await platform.BarredAsync()).Text("status"));
        Assert.Single((await county.Api.GetAsync("/v1/escalations")).Must(200).Items,
            e => e!["accountActionId"]?.GetValue<Guid>() == made.Id("id"));
        await platform.ConfirmAsync([made]);
        Assert.Equal(["barred"], await platform.BlacklistAsync());
        Assert.Equal(["barred"], await county.BlacklistAsync());
        Assert.Empty(await far.BlacklistAsync());

        var path = $"/v1/account-blacklist/{made.Id("id")}/removal";
        Assert.Equal((409, "account-blacklist.ordered"), Fault(await platform.Api.PostAsync(
            path, new { reason = "We forgive." })));
        Assert.Equal(404, (await foreign.PostAsync(path, new { reason = "x" })).Status);
        Assert.Equal(403, (await county.Api.PostAsync(path, new { reason = "x" })).Status);
        var lifted = (await officer.PostAsync(path, new { reason = "The order was annulled." })).Must(200).Json;
        Assert.Equal(("lifted", "The order was annulled."), (
            lifted.Text("status"), lifted["blacklist"].Text("liftReason")));
        Assert.Equal((409, "account-blacklist.ended"), Fault(await officer.PostAsync(path, new { reason = "x" })));
        Assert.Empty(await platform.BlacklistAsync());
        foreach (var act in new[] { "create", "retire" })
            Assert.Single((await server.Operator.GetAsync($"/v1/audit?act=account-blacklist.{act}")).Must(200).Items);
    }

    /// <summary>It would end before the others, and by the will of the platform.</summary>
    [Fact]
    public async Task A_short_entry_of_the_platform_keeps_out_neither_an_order_nor_the_ladder()
    {
        await using var own = await Disposable.StartAsync();
        var server = own.Server;
        await server.GraveAsync(closures: 1, "P300D");
        var (platform, claimant) = (await server.PlatformAsync("short.example"), await server.ClaimantAsync());
        var officer = await server.OfficerAsync(await server.RegulatorAsync("CN-533123"));
        var now = await server.NowAsync();
        await platform.BarAsync("pirate", now.AddDays(1));
        (await officer.PostAsync("/v1/account-blacklist", new
        {
            platformId = platform.Id, account = "pirate", until = now.AddDays(100), basis = "Order 8 of 2026",
        })).Must(201);
        await platform.CloseAsync(claimant, "https://short.example/1", "pirate");
        // The order is confirmed with the steps before the last one.
        var asked = Assert.Single(await platform.ActionsAsync("requested"));
        Assert.Equal("ladder", asked["blacklist"].Text("source"));
        await platform.ConfirmAsync([asked]);
        await server.AdvanceAsync("P50D");
        Assert.Equal(["pirate", "pirate"], await platform.BlacklistAsync());
        // For the longest of them.
        Assert.Equal("ladder", (await platform.StandingAsync("pirate"))["blacklisted"]!["blacklist"].Text("source"));
        // Nor a long one, which the platform may end tomorrow.
        await platform.BarAsync("longer", now.AddDays(700));
        await platform.CloseAsync(claimant, "https://short.example/2", "longer");
        Assert.Single(await platform.ActionsAsync("requested"));
    }

    [Fact]
    public async Task An_order_that_was_not_followed_yet_is_taken_back_by_who_gave_it()
    {
        await using var own = await Disposable.StartAsync();
        var server = own.Server;
        var platform = await server.PlatformAsync("back.example");
        var (county, above) = (await server.RegulatorAsync("CN-533123"), await server.RegulatorAsync("CN-530000"));
        var (officer, head) = (await server.OfficerAsync(county), await server.OfficerAsync(above));
        var made = (await officer.PostAsync("/v1/account-blacklist", new
        {
            platformId = platform.Id, account = "barred", until = (await server.NowAsync()).AddDays(9), basis = "x",
        })).Must(201).Json;
        var path = $"/v1/account-blacklist/{made.Id("id")}/removal";
        Assert.Equal((409, "account-blacklist.not-yours"), Fault(await head.PostAsync(path, new { reason = "x" })));
        Assert.Equal("cancelled", (await officer.PostAsync(path, new { reason = "x" })).Must(200).Json.Text("status"));
        Assert.Empty(await platform.ActionsAsync("requested"));
    }

    [Fact]
    public async Task The_same_operator_is_told_where_the_hashes_are_told_and_bars_nothing()
    {
        await using var own = await Disposable.StartAsync();
        var server = own.Server;
        var (one, other) = (await server.PlatformAsync("op-a.example"), await server.PlatformAsync("op-b.example"));
        var (county, far) = (await server.RegulatorAsync("CN-533123"), await server.RegulatorAsync("CN-110000"));
        foreach (var (platform, account) in new[] { (one, "old"), (one, "new"), (other, "elsewhere") })
            (await platform.Api.PutAsync("/v1/account-operators", new
            {
                items = new[] { new { account, identity = "91350100M000100Y43" } },
            })).Must(200);
        await one.BarAsync("old", (await server.NowAsync()).AddDays(10));
        Assert.Equal(["old"], Same(await one.StandingAsync("new")));
        Assert.Empty(Same(await one.StandingAsync("old")));
        // Another platform learns nothing of it, a body above both does.
        Assert.Empty(Same(await other.StandingAsync("elsewhere")));
        var path = $"/v1/accounts?account=elsewhere&platform={other.Id}";
        Assert.Equal(["old"], Same((await county.Api.GetAsync(path)).Must(200).Json));
        Assert.Equal(404, (await far.Api.GetAsync(path)).Status);
        Assert.Equal(404, (await one.Api.GetAsync(path)).Status);
        Assert.Equal(403, (await (await server.ClaimantAsync()).Api.GetAsync(path)).Status);
        var listed = Assert.Single((await county.Api.GetAsync("/v1/account-operators")).Must(200).Items)!;
        Assert.Single(listed["accounts"]!.AsArray(), a => a!["blacklistedUntil"] is not null);
        await server.AdvanceAsync("P11D");
        Assert.Empty(Same(await one.StandingAsync("new")));
    }

    [Fact]
    public async Task What_is_missing_past_or_of_others_is_refused()
    {
        await using var own = await Disposable.StartAsync();
        var server = own.Server;
        var platform = await server.PlatformAsync("bad.example");
        var other = await server.PlatformAsync("worse.example");
        Task<Answer> SendAsync(object body) => platform.Api.PostAsync("/v1/account-blacklist", body);
        var now = await server.NowAsync();
        Assert.Equal(
            ["/account field.required", "/basis field.required", "/until field.required"],
            Faults(await SendAsync(new { })));
        Assert.Equal(
            ["/due value.not-allowed", "/platformId platform.unknown-dry-run", "/until time.past"],
            Faults(await SendAsync(new
            {
                platformId = other.Id, account = "x", basis = "x", until = now, due = now,
            })));
        Assert.Equal(["/until account-blacklist.too-long"], Faults(await SendAsync(new
        {
            account = "x", basis = "x", until = now.AddDays(1828),
        })));
        var made = await platform.BarAsync(" x ", now.AddDays(2));
        Assert.Equal("x", made["account"].Text("id"));
        Assert.Equal((409, "account-blacklist.listed"), Fault(await SendAsync(new
        {
            account = "x", basis = "x", until = now.AddDays(3),
        })));
        Assert.Equal(404, (await other.Api.PostAsync(
            $"/v1/account-blacklist/{made.Id("id")}/removal", new { reason = "x" })).Status);
        Assert.Equal(["?account field.required"], Faults(await platform.Api.GetAsync("/v1/accounts")));
        Assert.Equal(["?platform field.required"], Faults(await server.Operator.GetAsync("/v1/accounts?account=x")));
        // A platform cannot say that it blacklisted an account that it was only to warn, nor of a notice.
        var claimant = await server.ClaimantAsync();
        var id = await claimant.DeliverAsync(platform, Sample.Notice("https://bad.example/1"));
        Assert.Equal("refused measure.not-here", await platform.SayAsync(id, "action-taken", "account-blacklisted"));
        await platform.RemoveAsync(id, "pirate");
        var warned = Assert.Single(await platform.ActionsAsync("requested"));
        var result = (await platform.Api.PostAsync("/v1/account-actions/responses", new
        {
            responses = new[]
            {
                new { id = warned.Id("id"), response = "action-taken", measure = "account-blacklisted" },
            },
        })).Must(200).Json["results"]![0]!;
        Assert.Equal("measure.too-mild", result.Text("code"));
    }

    [Fact]
    public async Task Four_at_one_moment_make_one_entry()
    {
        await using var own = await Disposable.StartAsync();
        var platform = await own.Server.PlatformAsync("moment.example");
        var until = (await own.Server.NowAsync()).AddDays(2);
        var answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => platform.Api.PostAsync(
            "/v1/account-blacklist", new { account = "pirate", until, basis = "x" })));
        Assert.Equal([201, 409, 409, 409], answers.Select(a => a.Status).Order());
    }

    private static IEnumerable<string> Same(JsonNode standing) =>
        standing["sameOperator"]!.AsArray().Select(a => a!.Text("account"));

    private static IEnumerable<string> Faults(Answer answer) =>
        answer.Must(400).Faults.Select(f => $"{f.Pointer} {f.Code}").Order();

    private static (int, string?) Fault(Answer answer) => (answer.Status, answer.Code);
}
