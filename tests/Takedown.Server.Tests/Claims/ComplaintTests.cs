using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Takedown.Server.Tests.Harness;

namespace Takedown.Server.Tests.Claims;

/// <summary>G05: the material that the administrative complaint guide asks for.</summary>
[Trait("Id", "G05")]
public sealed class ComplaintTests(TestServer server) : IClassFixture<TestServer>
{
    private const string Nobody = "019a0000-0000-7000-8000-000000000000";

    [Fact]
    public async Task G05_the_package_has_the_application_the_evidence_and_proof_that_the_notice_was_not_acted_on()
    {
        var county = await server.RegulatorAsync("CN-533123");
        var elsewhere = await server.RegulatorAsync("CN-540000");
        var police = await server.RegulatorAsync("CN-533123", "police");
        var platform = await server.PlatformAsync("silent.example");
        var claimant = await server.ClaimantAsync("Harbour Music");
        var other = await server.ClaimantAsync("Other");
        var id = await claimant.DeliverAsync(platform, Sample.Notice("https://silent.example/1"));
        var path = $"/v1/notices/{id}/complaint";
        Assert.Equal("running", (await claimant.Api.GetAsync(path)).Must(200).Json["silence"]!.Text("finding"));
        await server.AdvanceAsync("PT25H");

        var package = (await claimant.Api.GetAsync(path)).Must(200).Json;
        var application = package["application"]!;
        Assert.Equal(("Harbour Music", "1 Harbour Road", "silent.example", county.Id, "七里香"),
            (application["applicant"].Text("name"), application["applicant"].Text("address"),
                application["respondent"].Text("name"), application.Id("bodyId"), application["work"].Text("title")));
        Assert.Contains("平台未采取措施", application.Text("facts"), StringComparison.Ordinal);
        Assert.Equal(("not-acted-on", "breached"),
            (package["silence"]!.Text("finding"), package["silence"]!.Text("act")));
        Assert.NotNull(package["silence"]!["deliveredAt"]);
        Assert.Contains("deadline-breached", package["silence"]!["timeline"]!.AsArray().Select(e => e!.Text("type")));
        Assert.Equal(Sample.Sha256, package["evidence"]![0].Text("sha256"));
        Assert.Contains("ownership-proof", package["toAttach"]!.AsArray().Select(t => t!.GetValue<string>()));

        (await county.Api.GetAsync(path)).Must(200);
        Assert.Single((await county.Api.GetAsync("/v1/audit?act=notice-complaint.export")).Items);
        foreach (var stranger in new[] { elsewhere.Api, police.Api, other.Api })
            (await stranger.GetAsync(path)).Must(404);
        foreach (var shut in new[] { platform.Api, server.Operator }) (await shut.GetAsync(path)).Must(403);
        (await claimant.Api.GetAsync($"/v1/notices/{Nobody}/complaint")).Must(404);
    }

    [Fact]
    [Trait("Id", "E21")]
    public async Task E21_an_agent_sends_for_a_rights_holder_and_its_power_of_attorney_goes_with_the_notice()
    {
        var county = await server.RegulatorAsync("CN-533122");
        var platform = await server.PlatformAsync("agent.example", new { region = "CN-533122" });
        var agent = await server.ClaimantAsync("Agency", new { type = "agent" });
        async Task<(JsonNode Notice, JsonNode Package)> SendAsync(string url, params string[] evidence)
        {
            var id = await agent.DeliverAsync(platform, TestServer.Merge(Sample.Notice(url), new
            {
                rightsHolder = new { name = "Harbour Music", contact = "Legal", email = "legal@harbour.example" },
                evidence = evidence.Select(kind => new { kind, sha256 = Sample.Sha256 }),
            }));
            return ((await platform.Api.GetAsync($"/v1/notices/{id}")).Must(200).Json,
                (await county.Api.GetAsync($"/v1/notices/{id}/complaint")).Must(200).Json);
        }
        var (seen, whole) = await SendAsync("https://agent.example/1", "ownership", "power-of-attorney");
        // The platform sees for whom it was sent, and by what authority.
        Assert.Equal("Harbour Music", seen["notice"]!["rightsHolder"].Text("name"));
        Assert.Contains("power-of-attorney", seen["notice"]!["evidence"]!.AsArray().Select(e => e.Text("kind")));
        Assert.Equal(("Agency", "Harbour Music"), (whole["application"]!["applicant"].Text("name"),
            whole["application"]!["rightsHolder"].Text("name")));
        Assert.Contains("power-of-attorney",
            whole["ownership"]!["evidence"]!.AsArray().Select(e => e.Text("kind")));
        Assert.DoesNotContain("power-of-attorney", ToAttach(whole));
        var (_, without) = await SendAsync("https://agent.example/2", "ownership");
        Assert.Contains("power-of-attorney", ToAttach(without));
    }

    private static IEnumerable<string> ToAttach(JsonNode package) =>
        package["toAttach"]!.AsArray().Select(t => t!.GetValue<string>());

    [Fact]
    public async Task The_zip_has_a_manifest_with_the_digest_of_every_file()
    {
        var platform = await server.PlatformAsync(Bodies.NewHost("zip"));
        var claimant = await server.ClaimantAsync();
        var url = $"https://{platform.Registered["hosts"]![0]!.GetValue<string>()}/1";
        var id = await claimant.DeliverAsync(platform, Sample.Notice(url));
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/v1/notices/{id}/complaint");
        request.Headers.Add("Accept", "application/zip");
        using var answer = await claimant.Api.Client.SendAsync(request);
        Assert.Equal("application/zip", answer.Content.Headers.ContentType!.MediaType);
        using var zip = new ZipArchive(await answer.Content.ReadAsStreamAsync());
        byte[] Read(string name)
        {
            using var stream = zip.GetEntry(name)!.Open();
            using var copy = new MemoryStream();
            stream.CopyTo(copy);
            return copy.ToArray();
        }
        var files = JsonNode.Parse(Read("manifest.json"))!["files"]!.AsArray();
        Assert.Equal(zip.Entries.Count - 1, files.Count);
        foreach (var file in files)
        {
            var content = Read(file.Text("name"));
            Assert.Equal((Convert.ToHexStringLower(SHA256.HashData(content)), content.Length),
                (file.Text("sha256"), file!["bytes"]!.GetValue<int>()));
        }
        Assert.Contains("著作权行政投诉申请书", Encoding.UTF8.GetString(Read("application.txt")), StringComparison.Ordinal);
    }
}
