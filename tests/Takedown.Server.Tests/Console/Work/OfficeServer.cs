using Takedown.Server.Tests.Harness;

namespace Takedown.Server.Tests.Screens.Work;

/// <summary>A prefecture's copyright body with its people, a county below it, and a body of another region.</summary>
public sealed class OfficeServer : IAsyncLifetime
{
    public TestServer Server { get; } = new();
    public Organisation Body { get; private set; } = null!;
    public Organisation County { get; private set; } = null!;
    public Organisation Platform { get; private set; } = null!;
    public Api Officer { get; private set; } = null!;
    public Api CountyOfficer { get; private set; } = null!;

    private Api head = null!;
    private Api elsewhere = null!;

    public async Task InitializeAsync()
    {
        await Server.InitializeAsync();
        Body = await Server.RegulatorAsync("CN-533100");
        County = await Server.RegulatorAsync("CN-533123");
        Platform = await Server.RegisterAsync(new
        {
            kind = "platform", name = "<i>Platform</i>", country = "CN", region = "CN-533123",
            hosts = new[] { Bodies.NewHost() }, serviceType = "cloud-disk", regime = "cn-copyright",
        });
        (Officer, _) = await Server.PersonOfAsync(Body, "officer", "Li Ming");
        (head, _) = await Server.PersonOfAsync(Body, "head", "Zhang Hua");
        (CountyOfficer, _) = await Server.PersonOfAsync(County, "officer", "Wang Fang");
        (elsewhere, _) = await Server.PersonOfAsync(await Server.RegulatorAsync("CN-310101"), "head", "Sun Li");
    }

    public Task DisposeAsync() => Server.DisposeAsync();

    public Task<Browser> OfficerAsync() => OpenAsync(Officer);

    public Task<Browser> HeadAsync() => OpenAsync(head);

    public Task<Browser> ElsewhereAsync() => OpenAsync(elsewhere);

    /// <summary>A case, whose title is a script.</summary>
    public async Task<string> CaseAsync(Api by, string title = "<script>alert(1)</script>") =>
        (await by.PostAsync("/v1/cases", new
        {
            title, ipType = "copyright", item = "item 1", parties = new[] { new { name = "<b>Party</b>" } },
            targets = new[] { new { url = "https://pirate.example/<script>" } },
        })).Must(201).Json.Text("id");

    /// <summary>A form of a page, filled in and sent.</summary>
    public static async Task<Seen> DoAsync(
        Browser browser, string path, string form, params (string Name, string? Value)[] fields) =>
        await browser.PostFormAsync((await browser.GetAsync(path)).Must(200), form, fields);

    /// <summary>The id of the only form of a page whose id begins so.</summary>
    public static string FormOf(Seen page, string start) => page.Html.QuerySelectorAll("form").Select(f => f.Id ?? "")
        .Single(id => id.StartsWith(start, StringComparison.Ordinal));

    private Task<Browser> OpenAsync(Api api) =>
        Browser.OpenAsync(Server, api.Client.DefaultRequestHeaders.Authorization!.Parameter!);
}
