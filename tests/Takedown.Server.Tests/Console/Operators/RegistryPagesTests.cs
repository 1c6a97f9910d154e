using Takedown.Server.Tests.Harness;

namespace Takedown.Server.Tests.Screens.Operators;

/// <summary>Organisations, people and keys, as the operator registers and changes them.</summary>
public sealed class RegistryPagesTests(TestServer server) : IClassFixture<TestServer>
{
    [Fact]
    public async Task An_organisation_is_registered_changed_and_found_in_the_list()
    {
        using var browser = await OperatorAsync();
        var list = (await browser.GetAsync("/console/organisations?kind=platform")).Must(200);
        Assert.Contains("/console/organisations/new", list.Links);
        var form = (await browser.GetAsync("/console/organisations/new?kind=platform&hosts=new.example")).Must(200);
        var done = await browser.PostFormAsync(form, "register",
            ("name", "New Video"), ("region", "CN-533123"), ("hosts:list", "new.example\nwww.new.example"),
            ("serviceType:cleared", "hosting"), ("regime:cleared", "cn-copyright"));
        Assert.StartsWith("/console/organisations/", done.Must(302).Location, StringComparison.Ordinal);
        var page = (await browser.FollowAsync(done)).Must(200);
        Assert.Equal("New Video", page.One("h1").TextContent);
        Assert.Contains("new.example, www.new.example", page.Text, StringComparison.Ordinal);

        (await browser.PostFormAsync(page, "change", ("email:cleared", "a@new.example"))).MustLeadTo(page.Path);
        var changed = await browser.GetAsync(page.Path);
        Assert.Contains("a@new.example", changed.Text, StringComparison.Ordinal);
        // What is emptied is cleared, and the hosts stay.
        (await browser.PostFormAsync(changed, "change", ("email:cleared", ""))).MustLeadTo(page.Path);
        var id = page.Path.Split('/')[^1];
        var stored = (await server.Operator.GetAsync($"/v1/organisations/{id}")).Must(200).Json;
        Assert.Null(stored["email"]);
        Assert.Equal(2, stored["hosts"]!.AsArray().Count);

        list = (await browser.GetAsync("/console/organisations?kind=platform")).Must(200);
        Assert.Contains(list.Rows(), row => row[0] == "New Video");
        Assert.All(list.Rows(), row => Assert.Equal("Platform", row[1]));
        var csv = (await browser.GetAsync("/console/organisations.csv?kind=platform")).Must(200);
        Assert.Contains("New Video", csv.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_fault_stands_beside_its_field_and_what_was_typed_stays()
    {
        using var browser = await OperatorAsync();
        var form = await browser.GetAsync("/console/organisations/new?kind=regulator");
        var refused = (await browser.PostFormAsync(form, "register",
            ("name", "Office"), ("country", "US"), ("region", "CN-530000"), ("functions:list", "copyright"))).Must(400);
        var region = refused.One("input[name=region]");
        Assert.Equal(("CN-530000", "true"), (region.GetAttribute("value"), region.GetAttribute("aria-invalid")));
        Assert.NotEqual("", refused.One($"#{region.GetAttribute("aria-describedby")}").TextContent);
    }

    [Fact]
    public async Task A_new_key_is_shown_once_opens_a_session_and_is_revoked()
    {
        var claimant = await server.ClaimantAsync();
        using var browser = await OperatorAsync();
        var path = $"/console/organisations/{claimant.Id}";
        var shown = (await browser.PostFormAsync(await browser.GetAsync(path), "key",
            ("name", "desk"), ("scopes:list", "read"))).Must(200);
        var key = shown.Html.QuerySelectorAll("code.secret").Select(c => c.TextContent)
            .Where(t => t.StartsWith("tk_claimant_", StringComparison.Ordinal)).MaxBy(t => t.Length)!;
        var page = (await browser.GetAsync(path)).Must(200);
        Assert.DoesNotContain(key, page.Body, StringComparison.Ordinal);
        using var desk = await Browser.OpenAsync(server, key);
        // It may only read.
        Assert.Empty((await desk.GetAsync("/console/organisation")).Must(200).Html.QuerySelectorAll("#key, #person"));

        var revoke = page.Html.QuerySelectorAll("form[id^=revoke-]").Select(f => f.Id!)
            .Single(id => page.Form(id).ParentElement!.ParentElement!.TextContent.Contains(
                "desk", StringComparison.Ordinal));
        (await browser.PostFormAsync(page, revoke)).MustLeadTo(path);
        (await desk.GetAsync("/console/organisation")).MustLeadTo("/console/sign-in?to=%2Fconsole%2Forganisation");
    }

    [Fact]
    public async Task A_person_is_registered_gets_a_key_and_retires()
    {
        var body = await server.RegulatorAsync("CN-450100");
        using var browser = await OperatorAsync();
        var page = await browser.GetAsync($"/console/organisations/{body.Id}");
        var made = await browser.PostFormAsync(page, "person", ("name", "王芳"), ("role", "officer"));
        var person = (await browser.FollowAsync(made)).Must(200);
        Assert.Equal("王芳", person.One("h1").TextContent);
        var shown = (await browser.PostFormAsync(person, "key", ("name", "phone"))).Must(200);
        Assert.Contains("tk_regulator_", shown.Body, StringComparison.Ordinal);
        (await browser.PostFormAsync(await browser.GetAsync(person.Path), "retire")).MustLeadTo(person.Path);
        var retired = (await browser.GetAsync(person.Path)).Must(200);
        Assert.Contains("Retired", retired.Text, StringComparison.Ordinal);
        Assert.Empty(retired.Html.QuerySelectorAll("#retire"));
    }

    [Fact]
    public async Task Others_see_their_own_organisation_and_nobody_elses()
    {
        var (one, other) = (await server.ClaimantAsync("One Ltd"), await server.ClaimantAsync("Other Ltd"));
        using var browser = await Browser.OpenAsync(server, one.Key);
        var own = (await browser.GetAsync("/console/organisation")).Must(200);
        Assert.Equal("One Ltd", own.One("h1").TextContent);
        Assert.Empty(own.Html.QuerySelectorAll("#change, #erase"));
        (await browser.GetAsync($"/console/organisations/{other.Id}")).Must(403);
        var person = (await server.Operator.PostAsync(
            $"/v1/organisations/{other.Id}/people", new { name = "Li", role = "reader" })).Must(201).Json.Id("id");
        (await browser.GetAsync($"/console/people/{person}")).Must(404);
    }

    [Fact]
    public async Task The_secret_of_a_new_webhook_is_shown_once()
    {
        var platform = await server.PlatformAsync(Bodies.NewHost());
        using var browser = await OperatorAsync();
        var page = await browser.GetAsync($"/console/organisations/{platform.Id}");
        var shown = (await browser.PostFormAsync(page, "connector",
            ("connector.kind", "webhook"), ("connector.url", "http://127.0.0.1:9/hook"))).Must(200);
        Assert.Contains("whsec_", shown.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("whsec_", (await browser.GetAsync(page.Path)).Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_contacts_of_an_organisation_are_erased()
    {
        var claimant = await server.ClaimantAsync();
        using var browser = await OperatorAsync();
        var page = await browser.GetAsync($"/console/organisations/{claimant.Id}");
        Assert.Contains("rights@claimant.example", page.Text, StringComparison.Ordinal);
        (await browser.PostFormAsync(page, "erase")).MustLeadTo(page.Path);
        Assert.DoesNotContain("rights@claimant.example", (await browser.GetAsync(page.Path)).Body,
            StringComparison.Ordinal);
    }

    private Task<Browser> OperatorAsync() => Browser.OpenAsync(server, TestServer.OperatorKey);
}
