using System.Buffers.Binary;
using System.Globalization;
using System.Numerics;
using System.Security.Cryptography;
using System.Text;
using Takedown.Server.Tests.Harness;

namespace Takedown.Server.Tests.Leads;

/// <summary>G02, G03: tips without an account.</summary>
[Trait("Id", "G02")]
[Trait("Id", "G03")]
public sealed class TipTests
{
    private const string Script = "<script>alert(1)</script>\"'; DROP TABLE leads; --";

    private static async Task<object> SolveAsync(Api api)
    {
        var given = (await api.GetAsync("/v1/tips/challenge")).Must(200).Json;
        var (challenge, bits) = (given.Text("challenge"), given["bits"]!.GetValue<int>());
        for (var i = 0; ; i++)
        {
            var nonce = i.ToString(CultureInfo.InvariantCulture);
            var digest = SHA256.HashData(Encoding.UTF8.GetBytes($"{challenge}:{nonce}"));
            if (BitOperations.LeadingZeroCount(BinaryPrimitives.ReadUInt64BigEndian(digest)) >= bits)
                return new { challenge, nonce };
        }
    }

    [Fact]
    public async Task A_tip_is_received_without_an_account_and_its_receipt_says_the_status_only()
    {
        await using var own = await Disposable.StartAsync(
            ("Takedown:Secrets:Key", "a-secret-key-of-the-test-0123456789abcdef"));
        var server = own.Server;
        var county = await server.RegulatorAsync("CN-533123");
        var platform = await server.PlatformAsync("tipped.example");
        var receipt = (await server.Anonymous.PostAsync("/v1/tips", new
        {
            url = "tipped.example/film?id=1", text = "盗版", work = "流浪地球", what = "pirated film",
            contact = "13912345678", language = "zh-CN",
        })).Must(201).Json;
        Assert.Equal("received", receipt.Text("status"));
        var path = $"/v1/tips/{receipt.Text("receipt")}";
        var status = (await server.Anonymous.GetAsync(path)).Must(200).Json;
        Assert.Equal(["receipt", "receivedAt", "status"], status.AsObject().Select(p => p.Key).Order());

        var officer = await server.BodyPersonAsync(county);
        var lead = Assert.Single((await officer.GetAsync("/v1/leads?source=tip")).Must(200).Items);
        Assert.Equal(("tip", "web", "host", platform.Id, county.Id, "流浪地球"),
            (lead.Text("source"), lead.Text("channel"), lead.Text("routedBy"), lead.Id("platformId"),
                lead.Id("bodyId"), lead!["work"].Text("title")));
        Assert.Equal("13912345678",
            (await officer.GetAsync($"/v1/leads/{lead.Id("id")}")).Must(200).Json.Text("contact"));
        if (TestStore.Engine == "sqlite") Assert.False(await server.FilesContainAsync("13912345678"));

        (await officer.PostAsync($"/v1/leads/{lead.Id("id")}/triage", new { decision = "accept" })).Must(200);
        Assert.Equal(
            "accepted", (await server.Anonymous.GetAsync(path.ToLowerInvariant())).Must(200).Json.Text("status"));
        (await server.Anonymous.GetAsync("/v1/tips/T-0000-0000-0000-0000")).Must(404);
    }

    [Fact]
    public async Task A_tip_without_a_body_goes_to_the_operator_who_hands_it_over()
    {
        await using var own = await Disposable.StartAsync();
        var server = own.Server;
        (await server.Anonymous.PostAsync("/v1/tips", new { text = "地摊光盘", region = "CN-650102" })).Must(201);
        var lead = Assert.Single((await server.Operator.GetAsync("/v1/leads")).Must(200).Items);
        Assert.Equal("operator", lead.Text("routedBy"));
        var body = await server.RegulatorAsync("CN-650000");
        var officer = await server.BodyPersonAsync(lead.Id("bodyId"));
        (await officer.PostAsync($"/v1/leads/{lead.Id("id")}/triage",
            new { decision = "hand-down", to = body.Id })).Must(200);
        Assert.Single((await body.Api.GetAsync("/v1/leads")).Items);
    }

    [Fact]
    public async Task A_tip_with_a_script_in_it_is_kept_and_shown_as_text()
    {
        await using var own = await Disposable.StartAsync();
        (await own.Server.Anonymous.PostAsync("/v1/tips", new { text = Script, work = Script, what = Script }))
            .Must(201);
        var answer = (await own.Server.Operator.GetAsync("/v1/leads")).Must(200);
        Assert.Equal("application/json", answer.MediaType);
        Assert.Equal(Script, answer.Items[0].Text("text"));
        (await own.Server.Anonymous.PostAsync("/v1/tips", new { url = "javascript:alert(1)" })).Must(400);
        (await own.Server.Anonymous.PostAsync("/v1/tips", new { work = "nothing else" })).Must(400);
        (await own.Server.Anonymous.PostAsync("/v1/tips", new { text = new string('x', 5001) })).Must(400);
        (await own.Server.Anonymous.PostAsync("/v1/tips", new { text = "x", admin = true })).Must(400);
    }

    [Fact]
    public async Task Two_hundred_tips_a_minute_from_one_address_are_not_taken()
    {
        await using var own = await Disposable.StartAsync();
        List<Answer> answers = [];
        for (var i = 0; i < 200; i++)
            answers.Add(await own.Server.Anonymous.PostAsync("/v1/tips", new { text = $"tip {i}" }));
        Assert.Equal(5, answers.Count(a => a.Status == 201));
        Assert.All(answers.Skip(5), a => Assert.Equal(429, a.Status));
        Assert.Contains(answers, a => a.Code == "proof.required");
        Assert.Equal("tips.too-many", answers[^1].Code);
        Assert.Equal(5, (await own.Server.Operator.GetAsync("/v1/leads")).Items.Count);
    }

    [Fact]
    public async Task Who_sends_more_works_for_each_and_a_challenge_is_good_once()
    {
        await using var own = await Disposable.StartAsync();
        var api = own.Server.Anonymous;
        for (var i = 0; i < 5; i++) (await api.PostAsync("/v1/tips", new { text = $"tip {i}" })).Must(201);
        Assert.Equal("proof.required", (await api.PostAsync("/v1/tips", new { text = "6" })).Must(429).Code);
        var proof = await SolveAsync(api);
        (await api.PostAsync("/v1/tips", new { text = "6", proof })).Must(201);
        Assert.Contains(("/proof", "proof.used"),
            (await api.PostAsync("/v1/tips", new { text = "7", proof })).Must(400).Faults);
        var fresh = (await api.GetAsync("/v1/tips/challenge")).Json.Text("challenge");
        Assert.Contains(("/proof", "proof.unsolved"), (await api.PostAsync(
            "/v1/tips", new { text = "8", proof = new { challenge = fresh, nonce = "x" } })).Must(400).Faults);
        Assert.Contains(("/proof", "proof.invalid"), (await api.PostAsync(
            "/v1/tips", new { text = "8", proof = new { challenge = "1" + fresh[2..], nonce = "x" } })).Must(400)
            .Faults);
        await own.Server.AdvanceAsync("PT11M");
        Assert.Contains(("/proof", "proof.expired"), (await api.PostAsync(
            "/v1/tips", new { text = "8", proof = new { challenge = fresh, nonce = "x" } })).Must(400).Faults);
    }
}
