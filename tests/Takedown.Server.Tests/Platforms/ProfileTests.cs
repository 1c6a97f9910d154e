using Takedown.Server.Tests.Harness;

namespace Takedown.Server.Tests.Platforms;

/// <summary>Profiles of platforms and their duties: A05, A17, A18, A23, F04.</summary>
public sealed class ProfileTests(TestServer server) : IClassFixture<TestServer>
{
    private static readonly object Web = new { channel = "web", value = "https://video.example/complaints" };
    private static readonly object Phone = new { channel = "phone", value = "+86 10 5555 0100" };

    private static object Profile(params object[] channels) => new
    {
        complaintChannels = channels,
        reviewMechanism = "Fingerprints before publication",
        filings = new[] { new { kind = "icp", number = "京ICP备00000001号" } },
        contacts = new[] { new { role = "Copyright", name = "Li Wei", phone = "555-0101" } },
    };

    [Fact]
    [Trait("Id", "A17")]
    [Trait("Id", "A18")]
    public async Task A17_A18_A_platform_writes_its_profile_and_a_regulator_of_its_region_checks_it()
    {
        var own = await server.PlatformAsync("profile.example");
        var other = await server.PlatformAsync("stranger.example");
        var (near, far) = (await server.RegulatorAsync("CN-533123"), await server.RegulatorAsync("CN-310000"));
        var (officer, farOfficer) = (await server.OfficerAsync(near), await server.OfficerAsync(far));
        var path = $"/v1/platforms/{own.Id}/profile";
        var empty = (await near.Api.GetAsync(path)).Must(200).Json;
        Assert.Equal((0, 0), (empty.Long("version"), empty["complaintChannels"]!.AsArray().Count));
        (await other.Api.PutAsync(path, Profile(Web))).Must(404);
        (await other.Api.GetAsync(path)).Must(404);
        (await far.Api.GetAsync(path)).Must(404);
        (await farOfficer.PutAsync(path, new { check = new { } })).Must(404);
        Assert.Equal("forbidden", (await server.Operator.PutAsync(path, Profile(Web))).Must(403).Code);

        Assert.Equal(1, (await own.Api.PutAsync(path, Profile(Web, Phone))).Must(200).Json.Long("version"));
        Assert.Equal("person.required", (await near.Api.PutAsync(path, new { check = new { } })).Must(403).Code);
        var check = new { note = "Answers", channels = new[] { new { value = "+86 10 5555 0100", works = true } } };
        var now = await server.NowAsync();
        var seen = (await officer.PutAsync(path, new { check })).Must(200).Json;
        Assert.Equal(("Office CN-533123", 1, "Answers"),
            (seen.Text("checkedBy"), seen.Long("checkedVersion"), seen.Text("checkNote")));
        Assert.True(seen.Time("checkedAt") >= now.AddSeconds(-1));

        // A channel that stays keeps its check, a new one has none, and the check stays that of version 1.
        var next = (await own.Api.PutAsync(
            path, Profile(Phone, new { channel = "mail", value = "c@video.example" }))).Must(200).Json;
        var channels = next["complaintChannels"]!.AsArray();
        Assert.True(channels[0]!["lastCheck"]!["works"]!.GetValue<bool>());
        Assert.Equal(1, channels[0]!["lastCheck"].Long("version"));
        Assert.Null(channels[1]!["lastCheck"]);
        Assert.Equal((2, 1), (next.Long("version"), next.Long("checkedVersion")));
        Assert.Equal("Li Wei", (await near.Api.GetAsync(path)).Must(200).Json["contacts"]![0].Text("name"));

        // The audit trail has both acts, without contacts; an erasure takes them from the profile.
        var acts = (await own.Api.GetAsync("/v1/audit?act=platform-profile.put")).Must(200);
        Assert.Equal(2, acts.Items.Count);
        Assert.DoesNotContain("Li Wei", acts.Body, StringComparison.Ordinal);
        Assert.Single((await near.Api.GetAsync("/v1/audit?act=platform-check.put")).Must(200).Items);
        (await server.Operator.PostAsync($"/v1/organisations/{own.Id}/erasure", new { })).Must(200);
        Assert.Null((await near.Api.GetAsync(path)).Must(200).Json["contacts"]);
    }

    [Fact]
    public async Task What_a_side_must_not_write_or_what_is_malformed_is_refused()
    {
        var own = await server.PlatformAsync("malformed.example");
        var officer = await server.OfficerAsync(await server.RegulatorAsync("CN-533100"));
        var path = $"/v1/platforms/{own.Id}/profile";
        Assert.Equal(
            [
                ("/check", "profile.check"), ("/complaintChannels/0/lastCheck", "profile.check"),
                ("/complaintChannels/0/value", "contact.web"), ("/complaintChannels/1/channel", "field.required"),
                ("/complaintChannels/2/value", "email.invalid"), ("/contacts/0/name", "field.required"),
                ("/filings/0/kind", "field.required"), ("/filings/0/number", "field.required"),
                ("/filings/1", "field.required"), ("/reviewMechanism", "value.too-long"),
            ],
            (await own.Api.PutAsync(path, new
            {
                check = new { },
                complaintChannels = new object[]
                {
                    new
                    {
                        channel = "web", value = "http://video.example",
                        lastCheck = new { at = "2026-01-01T00:00:00Z", works = true, by = "Us" },
                    },
                    new { value = "x" }, new { channel = "mail", value = "nobody" },
                },
                reviewMechanism = new string('x', 5001),
                filings = new object?[] { new { }, null },
                contacts = new object[] { new { role = "x" } },
            })).Must(400).Faults.Order());
        Assert.Equal([("/complaintChannels", "value.duplicate")],
            (await own.Api.PutAsync(path, Profile(Web, Web))).Must(400).Faults);
        Assert.Equal([("/contact", "field.unknown")],
            (await own.Api.PutAsync(path, new { contact = "x" })).Must(400).Faults);
        Assert.Equal([("/check", "field.required"), ("/filings", "profile.platform")],
            (await officer.PutAsync(path, new { filings = Array.Empty<object>() })).Must(400).Faults.Order());
        Assert.Equal(
            [("/check/channels/0/value", "channel.unknown"), ("/check/channels/0/works", "field.required")],
            (await officer.PutAsync(path, new { check = new { channels = new[] { new { value = "x" } } } })).Must(400)
                .Faults.Order());
    }

    [Fact]
    [Trait("Id", "A05")]
    public async Task A05_Duties_show_own_removals_and_how_requests_for_information_were_answered()
    {
        var own = await server.PlatformAsync("duties.example");
        var county = await server.RegulatorAsync("CN-533123");
        var officer = await server.OfficerAsync(county);
        var caseId = await server.CaseAsync(county, "CN-533123");
        var at = (await server.NowAsync()).AddDays(-1).ToString("O");
        (await own.Api.PostAsync("/v1/own-removals", new
        {
            items = Enumerable.Range(0, 3).Select(i => new
            {
                url = $"https://duties.example/{i}", workType = "music", mode = "upload", measure = "removed", at,
                ground = "Patrol",
            }),
        })).Must(200);
        async Task<Guid> AskAsync() => (await officer.PostAsync($"/v1/cases/{caseId}/information-requests", new
        {
            platformId = own.Id, kind = "logs", questions = new[] { "Who?" },
        })).Must(201).Json.Id("id");
        var (answered, refused) = (await AskAsync(), await AskAsync());
        await AskAsync();
        (await own.Api.PostAsync($"/v1/information-requests/{answered}/answer", new { text = "Nobody" })).Must(200);
        (await own.Api.PostAsync($"/v1/information-requests/{refused}/refusal", new { reason = "No" })).Must(200);
        var path = $"/v1/compliance/platforms/{own.Id}/duties";
        var duties = (await county.Api.GetAsync(path)).Must(200).Json;
        Assert.Equal(3, duties["review"].Long("ownRemovals"));
        var cooperation = duties["cooperation"];
        Assert.Equal((3, 1, 1, 0.5), (
            cooperation.Long("informationRequests"), cooperation.Long("informationOnTime"),
            cooperation.Long("informationRefused"), cooperation!["informationScore"]!.GetValue<double>()));
        var before = (await own.Api.GetAsync(path + "?from=2020-01-01&to=2020-01-31")).Must(200).Json;
        Assert.Equal((0, 0), (
            before["review"].Long("ownRemovals"), before["cooperation"].Long("informationRequests")));
    }
}
