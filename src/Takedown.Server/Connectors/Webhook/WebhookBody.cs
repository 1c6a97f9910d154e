using System.Buffers;
using System.Text.Json;
using Takedown.Contracts.Json;

namespace Takedown.Server.Connectors.Webhook;

/// <summary>The body of a message: <c>type</c>, <c>timestamp</c> and <c>data</c> (Standard Webhooks).</summary>
internal static class WebhookBody
{
    public static byte[] Of(string type, DateTimeOffset at, byte[] data)
    {
        var body = new ArrayBufferWriter<byte>(data.Length + 100);
        using var writer = new Utf8JsonWriter(body);
        writer.WriteStartObject();
        writer.WriteString("type", type);
        writer.WritePropertyName("timestamp");
        JsonSerializer.Serialize(writer, at, TakedownJson.Default.DateTimeOffset);
        writer.WritePropertyName("data");
        writer.WriteRawValue(data, skipInputValidation: true);
        writer.WriteEndObject();
        writer.Flush();
        return body.WrittenSpan.ToArray();
    }
}
