using Takedown.Server.Connectors.Amqp;
using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;

namespace Takedown.Server.Tests.Contracts;

/// <summary>The document for amqp platforms points at schemas that exist and says what the connector does.</summary>
[Trait("Database", "unused")]
public sealed class AsyncApiTests
{
    private static readonly string Contracts = Path.GetFullPath(Path.Combine(Here(), "..", "..", "..", "contracts"));
    private static readonly JsonNode Document =
        JsonNode.Parse(File.ReadAllText(Path.Combine(Contracts, "takedown.asyncapi.json")))!;

    [Fact]
    public void Every_reference_leads_somewhere()
    {
        var references = References(Document).ToList();
        Assert.True(references.Count >= 9, "The document hardly refers to anything.");
        foreach (var reference in references)
        {
            var (file, pointer) = (reference.Split('#')[0], reference.Split('#')[1]);
            var root = file.Length == 0 ? Document : JsonNode.Parse(File.ReadAllText(Path.Combine(Contracts, file)))!;
            Assert.True(pointer.Split('/', StringSplitOptions.RemoveEmptyEntries).Aggregate(
                (JsonNode?)root, (at, name) => at?[name]) is not null, reference);
        }
    }

    [Fact]
    public void Its_names_are_those_of_the_connector()
    {
        Assert.Equal(
            "{queue}" + AmqpConnector.Responses, Document["channels"]!["responses"]!["address"]!.GetValue<string>());
        Assert.Equal("notice.delivered", Document["components"]!["messages"]!["notice"]!["name"]!.GetValue<string>());
    }

    private static IEnumerable<string> References(JsonNode? node) => node switch
    {
        JsonObject o => o.SelectMany(p => p.Key == "$ref" ? [p.Value!.GetValue<string>()] : References(p.Value)),
        JsonArray a => a.SelectMany(References),
        _ => [],
    };

    private static string Here([CallerFilePath] string file = "") => Path.GetDirectoryName(file)!;
}
