using System.Text.Json.Nodes;
using Takedown.Server.Tests.Harness;

namespace Takedown.Server.Tests.Enforcement;

/// <summary>A county's copyright body with its people, and the bodies around it.</summary>
public sealed class CaseWorld : IAsyncLifetime
{
    public TestServer Server { get; } = new();
    public Organisation County { get; private set; } = null!;
    public Api Officer { get; private set; } = null!;
    public Guid OfficerId { get; private set; }
    public Api Second { get; private set; } = null!;
    public Api Head { get; private set; } = null!;
    public Api Reader { get; private set; } = null!;
    public Api Elsewhere { get; private set; } = null!;
    public Organisation Prefecture { get; private set; } = null!;
    public Organisation PoliceBody { get; private set; } = null!;
    public Api Police { get; private set; } = null!;
    public Organisation Telecom { get; private set; } = null!;
    public Api Carrier { get; private set; } = null!;
    public Organisation Team { get; private set; } = null!;
    public Api Township { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        await Server.InitializeAsync();
        County = await Server.RegulatorAsync("CN-533123");
        (OfficerId, Officer) = await PersonAsync(County, "officer", "Li");
        (_, Second) = await PersonAsync(County, "officer", "Wang");
        (_, Head) = await PersonAsync(County, "head", "Zhao");
        (_, Reader) = await PersonAsync(County, "reader", "Qian");
        Prefecture = await Server.RegulatorAsync("CN-533100");
        (_, Elsewhere) = await PersonAsync(await Server.RegulatorAsync("CN-310101"), "head", "Sun");
        PoliceBody = await Server.RegulatorAsync("CN-533100", "police");
        (_, Police) = await PersonAsync(PoliceBody, "officer", "Zhou");
        Telecom = await Server.RegulatorAsync("CN-530000", "telecom");
        (_, Carrier) = await PersonAsync(Telecom, "officer", "Wu");
        Team = await Server.RegulatorAsync("CN-533123", "culture-enforcement");
        (_, Township) = await PersonAsync(await Server.RegulatorAsync("CN-533123101"), "head", "Zheng");
    }

    public Task DisposeAsync() => Server.DisposeAsync();

    public async Task<(Guid Id, Api Api)> PersonAsync(Organisation body, string role, string name)
    {
        var id = (await Server.Operator.PostAsync($"/v1/organisations/{body.Id}/people", new { name, role }))
            .Must(201).Json["id"]!.GetValue<Guid>();
        var key = (await Server.Operator.PostAsync($"/v1/people/{id}/keys", new { })).Must(201).Json["key"]!;
        return (id, Server.With(key.GetValue<string>()));
    }

    public static Dictionary<string, object?> Body(params (string Name, object? Value)[] more)
    {
        var body = new Dictionary<string, object?>
        {
            ["ipType"] = "copyright", ["item"] = "侵犯信息网络传播权",
            ["parties"] = new[] { new { name = "某某公司", uscc = "91530000MA6K000000", role = "respondent" } },
            ["targets"] = new[] { new { url = "https://pirate.example/" } },
        };
        foreach (var (name, value) in more) body[name] = value;
        return body;
    }

    public async Task<string> OpenAsync(params (string Name, object? Value)[] more) =>
        (await Officer.PostAsync("/v1/cases", Body(more))).Must(201).Json["id"]!.GetValue<string>();

    public static object Step(string kind, object? due = null, decimal? amount = null) => new
    {
        kind, recipient = "某某公司", basis = "著作权法第五十三条", due, amount,
    };

    /// <summary>Takes a step and has the head approve it where it waits.</summary>
    public async Task<JsonNode> StepAsync(string id, string kind, object? due = null, decimal? amount = null)
    {
        var step = (await Officer.PostAsync($"/v1/cases/{id}/steps", Step(kind, due, amount))).Must(201).Json;
        return step["state"]!.GetValue<string>() != "proposed" ? step
            : (await Head.PostAsync($"/v1/cases/{id}/steps/{step["id"]}/approval", new { })).Must(200).Json;
    }

    public async Task<JsonNode> ReadAsync(string id) => (await Officer.GetAsync($"/v1/cases/{id}")).Must(200).Json;

    public static string[] Guards(Answer answer) =>
        [.. answer.Json["guards"]!.AsArray().Select(g => g!.GetValue<string>())];
}
