using Takedown.Server.Tests.Harness;

namespace Takedown.Server.Tests.Security.Matrix;

/// <summary>What a body keeps and does: a row of a register, a patrol, a campaign with a task.</summary>
internal static class Work
{
    private const string Region = "CN-533100";

    public static async Task AddAsync(World world, Organisation body, Api officer)
    {
        void Add(string kind, string id) => world.Things.Add(new(kind, id, body.Id, Region: Region));
        Add("register", "key-works");
        var row = (await officer.PostAsync(
            "/v1/registers/sites", new { fields = new { name = "Site", domain = "row.example" } })).Must(201).Json;
        Add("register-row", $"{row.Id("id")}");
        Add("field-work", $"{(await officer.PostAsync("/v1/patrols", new { sites = 1 })).Must(201).Json.Id("id")}");
        (await officer.PostAsync("/v1/campaigns", new
        {
            code = "matrix", title = "Matrix", from = "2026-01-01", to = "2026-12-31",
        })).Must(201);
        Add("campaign", "matrix");
        var task = (await officer.PostAsync("/v1/campaigns/matrix/tasks", new { title = "Task" })).Must(201).Json;
        Add("campaign-task", $"{task.Id("id")}");
    }
}
