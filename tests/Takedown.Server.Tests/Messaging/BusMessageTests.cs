using System.Text.Json;
using System.Text.Json.Nodes;
using MassTransit;
using Takedown.Server.Messaging;
using Takedown.Server.Tests.Docker;

namespace Takedown.Server.Tests.Messaging;

/// <summary>
/// Bus messages are internal, but processes of two releases exchange them during an upgrade: their names and fields on
/// the wire stay.
/// </summary>
[Trait("Database", "unused")]
public sealed class BusMessageTests
{
    private static readonly JsonSerializerOptions CamelCase = new(JsonSerializerDefaults.Web);

    [Theory]
    [InlineData(typeof(DeliverNotices), "urn:message:Takedown.Contracts:DeliverNotices")]
    [InlineData(typeof(DeliverNoticeSets), "urn:message:Takedown.Contracts:DeliverTogether")]
    [InlineData(typeof(RemoteChanges), "urn:message:Takedown.Contracts:NewsArrived")]
    public void A_message_keeps_its_name_on_the_wire(Type message, string urn) =>
        Assert.Equal(urn, MessageUrn.ForTypeString(message));

    [Theory]
    [InlineData(typeof(DeliverNotices), "DeliverNotices.json")]
    [InlineData(typeof(DeliverNoticeSets), "DeliverNoticeSets.json")]
    public void A_message_keeps_its_fields(Type message, string sample)
    {
        var text = File.ReadAllText(Repository.PathOf($"tests/Takedown.Server.Tests/Messaging/{sample}"));
        var read = JsonSerializer.Deserialize(text, message, CamelCase);
        var written = JsonNode.Parse(JsonSerializer.Serialize(read, message, CamelCase));
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(text), written), $"{sample} became {written}");
    }

    [Fact]
    public void A_change_notification_keeps_its_fields()
    {
        const string Text =
            """{"origin":"p1","bells":[{"kind":"inbox","id":"01980000-0000-7000-8000-000000000001"}]}""";
        var written = JsonSerializer.Serialize(JsonSerializer.Deserialize<RemoteChanges>(Text, CamelCase), CamelCase);
        Assert.Equal(Text, written);
    }
}
