using Takedown.Server.Tests.Harness;
using Organisation = Takedown.Server.Tests.Harness.Organisation;

namespace Takedown.Server.Tests.Screens.Regulators;

/// <summary>
/// A server with a region: a platform that let one notice run over and answered another, a claimant, a lead, a watch,
/// and the body that looks at them. What its people send is hostile.
/// </summary>
public sealed class WatchedServer : IAsyncLifetime
{
    public const string Title = "<script>alert(1)</script><b>七里香</b>";
    public const string Region = "CN-530000";

    public TestServer Server { get; } = new();

    public Organisation Regulator { get; private set; } = null!;

    /// <summary>The key of an officer of the regulator.</summary>
    public string OfficerKey { get; private set; } = "";

    public Organisation Elsewhere { get; private set; } = null!;

    public Organisation Platform { get; private set; } = null!;

    public Organisation Claimant { get; private set; } = null!;

    public Guid Silent { get; private set; }

    public Guid Answered { get; private set; }

    public Guid Escalation { get; private set; }

    public Guid Lead { get; private set; }

    public Guid Watch { get; private set; }

    public async Task InitializeAsync()
    {
        await Server.InitializeAsync();
        Regulator = await Server.RegulatorAsync(Region);
        Elsewhere = await Server.RegulatorAsync("CN-310000");
        OfficerKey = await KeyOfOfficerAsync(Regulator);
        Platform = await Server.PlatformAsync("watched.example", new { region = "CN-530102", name = "Watched Video" });
        Claimant = await Server.ClaimantAsync("Harbour Music", new { region = "CN-530102" });
        Watch = (await Regulator.Api.PostAsync("/v1/watches", new
        {
            name = Title, query = new { metric = "breached", window = "P7D" },
            threshold = new { op = "above", value = 0 },
        })).Must(201).Json.Id("id");
        Silent = await Claimant.DeliverAsync(Platform, Sample.Notice("https://watched.example/silent", title: Title));
        Answered = await Claimant.DeliverAsync(Platform, Sample.Notice("https://watched.example/answered"));
        await Server.AdvanceAsync("PT3H");
        await Platform.RemoveAsync(Answered, "uploader");
        await Server.AdvanceAsync("PT23H");
        Escalation = Assert.Single((await Regulator.Api.GetAsync("/v1/escalations")).Must(200).Items).Id("id");
        Lead = await EnterLeadAsync();
        // The same target once more, so that there is something in common.
        await EnterLeadAsync();
    }

    /// <summary>A lead of the regulator.</summary>
    public async Task<Guid> EnterLeadAsync() => (await Regulator.Api.PostAsync("/v1/leads", new
    {
        source = "patrol", work = new { title = Title, type = "music" },
        targets = new[] { new { url = "https://pirate.example/1" } },
        parties = new[] { new { name = "Pirate Ltd", role = "operator" } },
    })).Must(201).Json.Id("id");

    public async Task<string> KeyOfOfficerAsync(Organisation of)
    {
        var person = (await Server.Operator.PostAsync(
            $"/v1/organisations/{of.Id}/people", new { name = "Li Ming", role = "officer" })).Must(201).Json.Id("id");
        return (await Server.Operator.PostAsync($"/v1/people/{person}/keys", new { })).Must(201).Json.Text("key");
    }

    /// <summary>A path of the console with the ids of this region.</summary>
    public string Path(string path) => "/console" + path
        .Replace("{silent}", $"{Silent}", StringComparison.Ordinal)
        .Replace("{answered}", $"{Answered}", StringComparison.Ordinal)
        .Replace("{escalation}", $"{Escalation}", StringComparison.Ordinal)
        .Replace("{platform}", $"{Platform.Id}", StringComparison.Ordinal)
        .Replace("{lead}", $"{Lead}", StringComparison.Ordinal)
        .Replace("{watch}", $"{Watch}", StringComparison.Ordinal);

    public async Task<Seen> SeeAsync(string path, string language = "en", Organisation? reader = null)
    {
        using var browser = await Browser.OpenAsync(Server, (reader ?? Regulator).Key);
        return await browser.GetAsync(Path(path), language);
    }

    public async Task DisposeAsync() => await Server.DisposeAsync();
}
