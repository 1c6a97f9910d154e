using Microsoft.Extensions.DependencyInjection;
using Takedown.Server.Tests.Harness;
using Takedown.Server.Transparency;
using Takedown.Storage;

namespace Takedown.Server.Tests.Transparency.Decisions;

/// <summary>A server that publishes notices, a body with two officers, another body, and two people of the operator.
/// </summary>
public sealed class RecordAtWork : IAsyncLifetime
{
    public const string Host = "videos.example";

    public string Folder { get; } = Directory.CreateTempSubdirectory("takedown-dumps-").FullName;

    public TestServer Server { get; private set; } = null!;

    public Organisation Claimant { get; private set; } = null!;

    public Organisation Platform { get; private set; } = null!;

    public Api First { get; private set; } = null!;

    public Api Second { get; private set; } = null!;

    public Api Far { get; private set; } = null!;

    public Api Operator { get; private set; } = null!;

    public Api OtherOperator { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        Server = await TestServer.StartAsync(
            ("Takedown:Transparency:Publish", "notices"), ("Takedown:Transparency:Folder", Folder),
            ("Takedown:Transparency:RequestsPerMinute", "100000"),
            ("Takedown:Transparency:ReaderRequestsPerMinute", "100000"));
        Claimant = await Server.ClaimantAsync();
        Platform = await Server.PlatformAsync(Host);
        var body = await Server.RegulatorAsync("CN-533123");
        (First, Second) = (await Server.OfficerAsync(body), await Server.OfficerAsync(body));
        Far = await Server.OfficerAsync(await Server.RegulatorAsync("CN-310000"));
        var office = (await Server.Operator.GetAsync("/v1/me")).Must(200).Json["organisation"]!.Id("id");
        (Operator, OtherOperator) = (await PersonAsync(office), await PersonAsync(office));
    }

    /// <summary>The key of a person, to sign in with.</summary>
    public string Key(Api person) => person.Client.DefaultRequestHeaders.Authorization!.Parameter!;

    public async Task DisposeAsync()
    {
        await Server.DisposeAsync();
        Directory.Delete(Folder, recursive: true);
    }

    /// <summary>A notice that the public record has.</summary>
    public async Task<Guid> PublishAsync(string title)
    {
        var id = await Claimant.DeliverAsync(Platform, new
        {
            work = new { title, type = "music", registrationNo = "2026-A-1" },
            target = new { url = $"https://{Host}/{NewId.Next()}" },
            evidence = new[] { new { kind = "screenshot", sha256 = Sample.Sha256 } },
        });
        await CatchUpAsync();
        return id;
    }

    private const string Behind =
        """
        SELECT COUNT(*) FROM events
        WHERE (tx, seq) > (SELECT tx, seq FROM projections WHERE name = 'public-record')
        """;

    /// <summary>
    /// The record follows all that was committed. Transactions of other databases on the same server hold events back.
    /// </summary>
    public Task CatchUpAsync() => Following.WaitUntilAsync(
        async () =>
        {
            await Server.Services.GetRequiredService<Publishing>().CatchUpAsync(CancellationToken.None);
            return await Server.Services.GetRequiredService<Database>().ReadAsync(s => s.FirstAsync<long>(Behind));
        },
        behind => behind == 0);

    public async Task<Answer> DecideAsync(Api person, Guid notice, object decision)
    {
        var answer = await person.PostAsync($"/v1/transparency/notices/{notice}/decisions", decision);
        await CatchUpAsync();
        return answer;
    }

    public async Task HideAsync(Guid notice)
    {
        var made = (await DecideAsync(First, notice, new { kind = "hide", ground = "personal-data" })).Must(201).Json;
        (await Second.PostAsync($"/v1/transparency/decisions/{made.Id("id")}/approval", new { })).Must(200);
        await CatchUpAsync();
    }

    public Task<Answer> ReadAsync(Guid notice) => Server.Anonymous.GetAsync($"/v1/transparency/notices/{notice}");

    /// <summary>How many published notices a question finds.</summary>
    public async Task<int> FoundAsync(string question) =>
        (await Server.Anonymous.GetAsync($"/v1/transparency/notices?{question}")).Must(200).Items.Count;

    private async Task<Api> PersonAsync(Guid organisation)
    {
        var person = (await Server.Operator.PostAsync(
            $"/v1/organisations/{organisation}/people", new { name = "Clerk", role = "officer" })).Must(201)
            .Json.Id("id");
        return Server.With((await Server.Operator.PostAsync($"/v1/people/{person}/keys", new { })).Must(201)
            .Json.Text("key"));
    }
}
