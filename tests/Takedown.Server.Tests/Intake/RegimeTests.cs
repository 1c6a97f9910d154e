using System.Text.Json.Nodes;
using Takedown.Core.Packs;
using Takedown.Server.Tests.Harness;

namespace Takedown.Server.Tests.Intake;

/// <summary>Each regime holds a notice to its own list: all of it, and nothing of another's.</summary>
public sealed class RegimeTests(TestServer server) : IClassFixture<TestServer>
{
    /// <summary>What leaving out each element takes away, and how that is answered.</summary>
    private static readonly Dictionary<string, (Action<JsonObject> Without, string Fault)> Elements = new()
    {
        ["/rightsHolder/name"] = (n => n["rightsHolder"]!["name"] = " ", "/rightsHolder/name field.required"),
        ["/rightsHolder/address"] = (n => n["rightsHolder"]!["address"] = null, "/rightsHolder/address field.required"),
        ["rights-holder-contact"] = (n => (n["rightsHolder"]!["email"], n["rightsHolder"]!["phone"]) = (null, ""),
            "/rightsHolder/contact contact.required"),
        ["rights-holder-email"] = (n => n["rightsHolder"]!["email"] = null, "/rightsHolder/email field.required"),
        ["/work/title"] = (n => n["work"]!["title"] = "", "/work/title field.required"),
        ["location"] = (n => n["target"]!["url"] = null, "/target/url location.required"),
        ["evidence"] = (n => n["evidence"] = new JsonArray(), "/evidence evidence.required"),
        ["ownership-proof"] = (n => n["work"]!["registrationNo"] = null, "/work/registrationNo ownership.required"),
        ["/explanation"] = (n => n.Remove("explanation"), "/explanation field.required"),
        ["/order/no"] = (n => n["order"]?["no"]?.ReplaceWith(""), "/order/no field.required"),
        ["/order/legalBasis"] =
            (n => n["order"]?["legalBasis"]?.ReplaceWith(" "), "/order/legalBasis field.required"),
        ["/order/officer"] = (n => n["order"]?["officer"]?.ReplaceWith(""), "/order/officer field.required"),
        ["/order/documentSha256"] =
            (n => n["order"]?.AsObject().Remove("documentSha256"), "/order/documentSha256 field.required"),
        ["/signature"] = (n => n["signature"] = "  ", "/signature field.required"),
        ["comparison-report"] = (n => Without(n, "comparison-report"), "/evidence evidence.kind-required"),
        ["evaluation-report"] = (n => Without(n, "evaluation-report"), "/evidence evidence.kind-required"),
        ["statement:undertaking-to-sue"] =
            (n => Unsay(n, "undertaking-to-sue"), "/statements statement.required"),
        ["statement:truth"] = (n => Unsay(n, "truth"), "/statements statement.required"),
        ["statement:good-faith"] = (n => Unsay(n, "good-faith"), "/statements statement.required"),
        ["statement:authority-under-perjury"] =
            (n => Unsay(n, "authority-under-perjury"), "/statements statement.required"),
    };

    public static TheoryData<string, string> Requirements
    {
        get
        {
            var data = new TheoryData<string, string>();
            foreach (var regime in DefaultPack.Regimes)
            {
                foreach (var element in regime.Required) data.Add(regime.Code, element);
            }
            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Requirements))]
    public async Task Leaving_out_one_required_element_is_told_by_its_place(string regime, string element)
    {
        var (claimant, notice) = await CompleteAsync(regime);
        var (without, fault) = Elements[element];
        without(notice);
        var answer = await claimant.SubmitAsync(notice);
        var rules = DefaultPack.Regimes.Single(r => r.Code == regime);
        if (rules.Deficiency.Curable?.Contains(element) is not true)
        {
            Assert.Equal([fault], answer.ItemFaults());
            return;
        }
        // What may follow is told all the same, and the notice waits for it.
        var result = answer.Json["results"]![0]!;
        Assert.Equal(("accepted", true), (result.Text("status"), result["deficient"]!.GetValue<bool>()));
        Assert.Equal(
            [" notice.deficient", fault],
            result["warnings"]!.AsArray().Select(w => $"{w.Text("pointer")} {w.Text("code")}"));
    }

    [Theory]
    [MemberData(nameof(Codes))]
    public async Task A_complete_notice_is_accepted_under_its_regime(string regime)
    {
        var (claimant, notice) = await CompleteAsync(regime);
        var answer = await claimant.SubmitAsync(notice);
        Assert.Equal(["accepted"], answer.Statuses());
        Assert.Equal(regime, (await claimant.NoticeAsync(answer.NoticeId()))["regime"]!.GetValue<string>());
    }

    [Theory]
    [MemberData(nameof(Codes))]
    public async Task What_a_regime_does_not_require_may_be_left_out(string regime)
    {
        var (claimant, notice) = await CompleteAsync(regime);
        var required = DefaultPack.Regimes.Single(r => r.Code == regime).Required;
        // A regime that takes any contact takes the e-mail alone, and one that asks for the e-mail asks for it.
        foreach (var (element, (without, _)) in Elements)
        {
            if (!required.Contains(element) && !(element is "rights-holder-email" or "rights-holder-contact"))
                without(notice);
        }
        Assert.Equal(["accepted"], (await claimant.SubmitAsync(notice)).Statuses());
    }

    public static TheoryData<string> Codes => [.. DefaultPack.Regimes.Select(r => r.Code)];

    [Fact]
    public async Task Everything_missing_is_told_at_once()
    {
        var (claimant, notice) = await CompleteAsync("us-dmca");
        foreach (var (element, (without, _)) in Elements) if (element != "location") without(notice);
        Assert.Equal(
            [
                "/rightsHolder/contact contact.required",
                "/signature field.required",
                "/statements statement.required",
                "/statements statement.required",
                "/statements statement.required",
                "/work/title field.required",
            ],
            (await claimant.SubmitAsync(notice)).ItemFaults().Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("accuracy", "bona-fide", "perjury")]
    [InlineData("truth", "good-faith", "under-perjury")]
    public async Task Statements_are_known_by_their_other_names(params string[] names)
    {
        var (claimant, notice) = await CompleteAsync("us-dmca");
        notice["statements"] = new JsonArray([.. names.Select(n => JsonValue.Create(n))]);
        Assert.Equal(["accepted"], (await claimant.SubmitAsync(notice)).Statuses());
    }

    [Theory]
    [InlineData("cn-ecommerce")]
    [InlineData("cn-copyright")]
    public async Task Evidence_that_is_null_is_a_fault_of_its_item(string regime)
    {
        var (claimant, notice) = await CompleteAsync(regime);
        var good = notice.DeepClone();
        good["target"]!["url"] = notice["target"]!["url"]!.GetValue<string>() + "/good";
        notice["work"]!["registrationNo"] = null;
        notice["evidence"] = new JsonArray((JsonNode?)null);
        notice["statements"] = new JsonArray("truth", null);
        var answer = await claimant.SubmitAsync(notice, good);
        Assert.Equal(["rejected", "accepted"], answer.Statuses());
        Assert.Contains("/evidence/0 field.type", answer.ItemFaults());
    }

    [Fact]
    public async Task A_regime_nobody_knows_is_refused_by_name()
    {
        var (claimant, notice) = await CompleteAsync("cn-copyright");
        notice["regime"] = "moon-law";
        var answer = await claimant.SubmitAsync(notice);
        Assert.Equal(["/regime regime.unknown"], answer.ItemFaults());
        Assert.Contains("moon-law", answer.Body, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("CN", "cn-copyright")]
    [InlineData("US", "us-dmca")]
    [InlineData("DE", "eu-dsa")]
    [InlineData("JP", null)]
    public async Task Without_a_regime_of_its_own_a_platform_has_its_countrys(string country, string? regime)
    {
        var host = Bodies.NewHost("country");
        await server.RegisterAsync(new { kind = "platform", name = host, country, hosts = new[] { host } });
        var (claimant, notice) = await CompleteAsync("us-dmca");
        notice.Remove("regime");
        notice.Remove("platformId");
        notice["target"]!["url"] = $"https://{host}/1";
        var answer = await claimant.SubmitAsync(notice);
        if (regime is null) Assert.Equal(["/regime field.required"], answer.ItemFaults());
        else Assert.Equal(regime, (await claimant.NoticeAsync(answer.NoticeId()))["regime"]!.GetValue<string>());
    }

    [Fact]
    public async Task The_claimants_registered_details_stand_in_for_a_rights_holder_left_out()
    {
        var host = Bodies.NewHost("stand-in");
        await server.PlatformAsync(host);
        var claimant = await server.ClaimantAsync("Registered Ltd");
        var answer = await claimant.SubmitAsync(Sample.Notice($"https://{host}/1"));
        var holder = (await claimant.NoticeAsync(answer.NoticeId()))["notice"]!["rightsHolder"]!;
        Assert.Equal(
            ("Registered Ltd", "rights@claimant.example"),
            (holder["name"]!.GetValue<string>(), holder["email"]!.GetValue<string>()));
    }

    private static void Without(JsonObject notice, string kind) =>
        notice["evidence"] = new JsonArray([.. notice["evidence"]!.AsArray()
            .Where(e => e!["kind"]!.GetValue<string>() != kind).Select(e => e!.DeepClone())]);

    private static void Unsay(JsonObject notice, string statement) =>
        notice["statements"] = new JsonArray([.. notice["statements"]!.AsArray().Select(s => s!.GetValue<string>())
            .Where(s => s != statement).Select(s => JsonValue.Create(s))]);

    /// <summary>A claimant without registered details, and a notice with every element of every regime.</summary>
    private async Task<(Organisation Claimant, JsonObject Notice)> CompleteAsync(string regime)
    {
        var host = Bodies.NewHost("regime");
        var isReserved = DefaultPack.Regimes.FirstOrDefault(r => r.Code == regime)?.OnlyKind is not null;
        var platform = await server.PlatformAsync(host, new
        {
            regimes = DefaultPack.Regimes.Where(r => r.OnlyKind is null).Select(r => r.Code),
        });
        var claimant = isReserved ? await server.RegulatorAsync("CN-533100")
            : await server.RegisterAsync(new { kind = "claimant", name = "Bare Ltd", country = "CN" });
        return (claimant, new JsonObject
        {
            ["order"] = isReserved ? new JsonObject
            {
                ["no"] = "国版办〔2026〕1号",
                ["legalBasis"] = "著作权法 53",
                ["officer"] = "王芳",
                ["documentSha256"] = Sample.Sha256,
            } : null,
            ["regime"] = regime,
            ["platformId"] = platform.Id,
            ["work"] = new JsonObject { ["title"] = "七里香", ["type"] = "music", ["registrationNo"] = "REG-1" },
            ["target"] = new JsonObject { ["url"] = $"https://{host}/1" },
            ["rightsHolder"] = new JsonObject
            {
                ["name"] = "Holder",
                ["email"] = "a@holder.example",
                ["phone"] = "+86 10",
                ["address"] = "Street 1",
            },
            ["statements"] = new JsonArray(
                "truth", "good-faith", "authority-under-perjury", "undertaking-to-sue"),
            ["signature"] = "/s/ Holder",
            ["explanation"] = "It is ours.",
            ["evidence"] = new JsonArray(new JsonObject { ["kind"] = "screenshot", ["sha256"] = Sample.Sha256 }),
        });
    }
}
