using System.Text.Json.Nodes;
using Takedown.Server.Tests.Harness;

namespace Takedown.Server.Tests.Registry;

/// <summary>Organisations of each kind: what they need, what they may not have, how they change.</summary>
public sealed class OrganisationTests(TestServer server) : IClassFixture<TestServer>
{
    [Fact]
    public async Task A_platform_reads_back_as_registered_with_its_defaults_filled()
    {
        var host = Bodies.NewHost("read-back");
        var made = (await server.Operator.PostAsync("/v1/organisations", new
        {
            kind = "platform",
            name = " Video ",
            country = "CN",
            hosts = new[] { host.ToUpperInvariant(), host },
        })).Must(201).Json;
        Assert.Equal(("platform", "Video", "CN", "CN"), (made["kind"]!.GetValue<string>(), made["name"]!
            .GetValue<string>(), made["country"]!.GetValue<string>(), made["region"]!.GetValue<string>()));
        Assert.Equal($"[\"{host}\"]", made["hosts"]!.ToJsonString());
        Assert.Equal("inbox", made["connector"]!["kind"]!.GetValue<string>());
        Assert.Null(made["connector"]!["secret"]);

        var read = (await server.Operator.GetAsync($"/v1/organisations/{made["id"]}")).Must(200).Json.AsObject();
        Assert.Empty(read["keys"]!.AsArray());
        read.Remove("keys");
        Assert.Equal(made.ToJsonString(), read.ToJsonString());
    }

    [Theory]
    [InlineData("""{}""", "/kind field.required")]
    [InlineData("""{"kind":"operator","name":"x","country":"CN"}""", "/kind value.unknown")]
    [InlineData("""{"kind":"king","name":"x","country":"CN"}""", "/kind value.unknown")]
    [InlineData("""{"kind":"claimant"}""", "/name field.required,/country field.required")]
    [InlineData("""{"kind":"claimant","name":"  ","country":"CN"}""", "/name field.required")]
    [InlineData("""{"kind":"claimant","name":"x","country":"China"}""", "/country country.unknown")]
    [InlineData("""{"kind":"claimant","name":"x","country":"cn"}""", "/country country.unknown")]
    [InlineData("""{"kind":"claimant","name":"x","country":"QQ"}""", "/country country.unknown")]
    [InlineData("""{"kind":"claimant","name":"x","region":"CN-53"}""", "/region region.unknown")]
    [InlineData(
        """{"kind":"claimant","name":"x","country":"US","region":"CN-533123"}""", "/region region.not-in-country")]
    [InlineData("""{"kind":"claimant","name":"x","country":"CN","email":"nobody"}""", "/email email.invalid")]
    [InlineData("""{"kind":"claimant","name":"x","country":"CN","tier":"golden"}""", "/tier value.unknown")]
    [InlineData(
        """{"kind":"claimant","name":"x","country":"CN","hosts":["a.example"],"serviceType":"hosting","""
            + """ "regime":"order","connector":{"kind":"inbox"},"functions":["police"]}""",
        "/hosts field.not-for-kind,/serviceType field.not-for-kind,/regime field.not-for-kind,/connector "
            + "field.not-for-kind,/functions field.not-for-kind")]
    [InlineData("""{"kind":"platform","name":"x","country":"CN","tier":"green"}""", "/tier field.not-for-kind")]
    [InlineData(
        """{"kind":"platform","name":"x","country":"CN","hosts":["https://a.example","localhost","10.0.0.1","""
            + """ "a.example:0","*.","a b.example",null]}""",
        "/hosts/0 host.invalid,/hosts/1 host.invalid,/hosts/2 host.invalid,/hosts/3 host.invalid,/hosts/4 "
            + "host.invalid,/hosts/5 host.invalid,/hosts/6 host.invalid")]
    [InlineData("""{"kind":"platform","name":"x","country":"CN","regime":"moon-law"}""", "/regime regime.unknown")]
    [InlineData(
        """{"kind":"platform","name":"x","country":"CN","serviceType":"Video Site"}""", "/serviceType value.token")]
    [InlineData("""{"kind":"platform","name":"x","country":"CN","connector":{}}""", "/connector/kind field.required")]
    [InlineData(
        """{"kind":"platform","name":"x","country":"CN","connector":{"kind":"fax"}}""",
        "/connector/kind value.unknown")]
    [InlineData(
        """{"kind":"platform","name":"x","country":"CN","connector":{"kind":"webhook"}}""",
        "/connector/url connector.url")]
    [InlineData(
        """{"kind":"platform","name":"x","country":"CN","""
            + """ "connector":{"kind":"webhook","url":"https://u:p@hook.example/"}}""",
        "/connector/url connector.url")]
    [InlineData(
        """{"kind":"platform","name":"x","country":"CN","connector":{"kind":"webhook","url":"file:///etc/passwd"}}""",
        "/connector/url connector.url")]
    [InlineData("""{"kind":"regulator","name":"x","country":"CN"}""", "/functions field.required")]
    [InlineData(
        """{"kind":"regulator","name":"x","country":"CN","functions":["copyright","taxes",null]}""",
        "/functions/1 value.unknown,/functions/2 value.unknown")]
    [InlineData(
        """{"kind":"claimant","name":"x","country":"CN","vip":true,"note":"y"}""",
        "/vip field.unknown,/note field.unknown")]
    public async Task What_cannot_be_registered_is_refused_with_all_its_faults(string body, string faults)
    {
        var answer =
            (await server.Operator.SendAsync(HttpMethod.Post, "/v1/organisations", body, Bodies.Json)).Must(400);
        Assert.Equal(faults.Split(','), answer.Faults.Select(f => $"{f.Pointer} {f.Code}"));
    }

    [Fact]
    public async Task A_host_has_one_platform_in_whatever_spelling_and_a_refused_one_leaves_nothing()
    {
        var host = Bodies.NewHost("owned");
        await server.PlatformAsync(host);
        var other = Bodies.NewHost("free");
        object Thief(params string[] hosts) => new { kind = "platform", name = "Thief", country = "CN", hosts };
        Assert.Equal(
            "host.taken",
            (await server.Operator.PostAsync("/v1/organisations", Thief(other, host.ToUpperInvariant())))
                .Must(409).Code);
        (await server.Operator.PostAsync("/v1/organisations", Thief(other))).Must(201);

        var rival = await server.PlatformAsync(Bodies.NewHost("rival"));
        Assert.Equal(
            "host.taken",
            (await server.Operator.PatchAsync($"/v1/organisations/{rival.Id}", new { hosts = new[] { host } }))
                .Must(409).Code);
        Assert.DoesNotContain(
            host, (await server.Operator.GetAsync($"/v1/organisations/{rival.Id}")).Body, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("BE", "EU")]
    [InlineData("CN", "CN-110000")]
    public async Task A_region_lies_in_its_country_or_above_it(string country, string region) =>
        (await server.Operator.PostAsync(
            "/v1/organisations",
            new { kind = "regulator", name = "Office", country, region, functions = new[] { "copyright" } })).Must(201);

    [Fact]
    public async Task Of_many_that_want_one_host_at_the_same_moment_one_has_it()
    {
        var host = Bodies.NewHost("wanted");
        var answers = await Task.WhenAll(Enumerable.Range(0, 12).Select(i =>
            server.Operator.PostAsync(
                "/v1/organisations",
                new { kind = "platform", name = $"Wants it {i}", country = "CN", hosts = new[] { host } })));
        Assert.Single(answers, a => a.Status == 201);
        Assert.Equal(11, answers.Count(a => a.Status == 409 && a.Code == "host.taken"));
    }

    [Fact]
    public async Task A_change_changes_what_it_names_and_nothing_else()
    {
        var platform = await server.PlatformAsync(Bodies.NewHost("changed"));
        var before = (await server.Operator.GetAsync($"/v1/organisations/{platform.Id}")).Json.AsObject();
        var after = (await server.Operator.PatchAsync($"/v1/organisations/{platform.Id}", new { phone = "+86 10" }))
            .Must(200).Json.AsObject();
        Assert.Equal("+86 10", after["phone"]!.GetValue<string>());
        after.Remove("phone");
        before.Remove("keys");
        Assert.Equal(before.ToJsonString(), after.ToJsonString());
    }

    [Theory]
    [InlineData("""{"kind":"claimant"}""", "/kind field.fixed")]
    [InlineData("""{"name":""}""", "/name field.required")]
    [InlineData("""{"tier":"green"}""", "/tier field.not-for-kind")]
    [InlineData("""{"country":"US"}""", "/region region.not-in-country")]
    [InlineData("""{"surprise":1}""", "/surprise field.unknown")]
    public async Task A_change_that_cannot_be_is_refused_and_changes_nothing(string body, string fault)
    {
        var platform = await server.PlatformAsync(Bodies.NewHost("kept"));
        var before = (await server.Operator.GetAsync($"/v1/organisations/{platform.Id}")).Json.AsObject();
        var answer = (await server.Operator.SendAsync(
            HttpMethod.Patch, $"/v1/organisations/{platform.Id}", body, Bodies.Json)).Must(400);
        Assert.Equal([fault], answer.Faults.Select(f => $"{f.Pointer} {f.Code}"));
        Assert.Equal(
            before.ToJsonString(),
            (await server.Operator.GetAsync($"/v1/organisations/{platform.Id}")).Json.ToJsonString());
    }

    [Fact]
    public async Task The_list_gives_each_once_by_pages_and_by_kind()
    {
        for (var i = 0; i < 5; i++) await server.RegulatorAsync("CN-440000");
        var seen = new List<JsonNode>();
        string? after = null;
        do
        {
            var page = (await server.Operator.GetAsync($"/v1/organisations?kind=regulator&limit=2"
                + $"{(after is null ? "" : $"&after={after}")}")).Must(200);
            Assert.InRange(page.Items.Count, 1, 2);
            seen.AddRange(page.Items!);
            after = page.Json["next"]?.GetValue<string>();
        }
        while (after is not null);
        Assert.True(seen.Count >= 5);
        Assert.Equal(seen.Count, seen.Select(o => o["id"]!.GetValue<Guid>()).Distinct().Count());
        Assert.All(seen, o => Assert.Equal("regulator", o["kind"]!.GetValue<string>()));
        Assert.Single((await server.Operator.GetAsync("/v1/organisations?kind=operator")).Must(200).Items);
    }
}
