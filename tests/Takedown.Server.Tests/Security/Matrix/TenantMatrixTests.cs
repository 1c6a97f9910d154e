using System.Collections.Concurrent;
using System.Text.Json.Nodes;

namespace Takedown.Server.Tests.Security.Matrix;

/// <summary>
/// The tenant matrix: every operation of the document that the running server serves, by every caller, on its own and
/// on others' objects, against rules that are written down here a second time.
/// </summary>
public sealed class TenantMatrixTests(World world) : IClassFixture<World>
{
    private const int Shown = 30;

    [Fact]
    public async Task The_matrix_knows_every_operation_and_every_parameter_and_each_needs_a_key() =>
        Assert.Empty(Served.Faults(await DocumentAsync(), Operations.List));

    [Fact]
    public async Task A_document_that_changes_without_the_matrix_is_noticed()
    {
        var document = await DocumentAsync();
        IEnumerable<string> After(Action<JsonObject> change)
        {
            var changed = document.DeepClone();
            change(changed["paths"]!.AsObject());
            return Served.Faults(changed, Operations.List);
        }
        static JsonObject Audit(JsonObject paths) => paths["/v1/audit"]!["get"]!.AsObject();
        JsonNode New() => new JsonObject { ["name"] = "owner", ["in"] = "query" };

        Assert.Equal(["POST /v1/audit is not in the matrix"], After(
            paths => paths["/v1/audit"]!["post"] = Audit(paths).DeepClone()));
        Assert.Equal(["GET /v1/audit is not in the document"], After(paths => paths.Remove("/v1/audit")));
        Assert.Equal(["GET /v1/audit: owner is not in the matrix"], After(
            paths => Audit(paths)["parameters"]!.AsArray().Add(New())));
        Assert.Equal(["GET /v1/audit: after is not in the document"], After(
            paths => Audit(paths)["parameters"]!.AsArray().RemoveAt(0)));
        Assert.Equal(["GET /v1/audit has no security"], After(paths => Audit(paths).Remove("security")));
        Assert.Equal(["GET /v1/audit has no security"], After(
            paths => Audit(paths)["security"] = new JsonArray(new JsonObject())));
    }

    [Fact]
    public async Task Nobody_reaches_what_is_not_theirs_and_nothing_of_it_changes()
    {
        var cases = Cases.All(await DocumentAsync(), world).ToList();
        Assert.True(cases.Count > 4000, $"Only {cases.Count} cases.");
        var broken = new ConcurrentQueue<string>();
        await Parallel.ForEachAsync(cases, new ParallelOptions { MaxDegreeOfParallelism = 16 }, async (one, _) =>
        {
            if (await one.AskAsync(world) is { } fault) broken.Enqueue(fault);
        });
        await foreach (var fault in Answers.FaultsAsync(world)) broken.Enqueue(fault);
        var after = await Prints.OfAsync(world);
        foreach (var (of, print) in world.Before.Where(b => after[b.Key] != b.Value))
            broken.Enqueue($"{of} changed from {print} to {after[of]}");
        Assert.True(broken.IsEmpty, $"{broken.Count} of {cases.Count} cases are broken:\n"
            + string.Join('\n', broken.Order(StringComparer.Ordinal).Take(Shown)));
    }

    private async Task<JsonNode> DocumentAsync() =>
        (await world.Server.Anonymous.GetAsync("/openapi/v1.json")).Must(200).Json;
}
