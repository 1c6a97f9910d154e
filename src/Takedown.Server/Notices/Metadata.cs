using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Takedown.Contracts.Json;
using Takedown.Server.Http;

namespace Takedown.Server.Notices;

/// <summary>A claimant's own data of a notice or a batch: kept and given back, never interpreted.</summary>
internal static class Metadata
{
    private const int MaxKeys = 20;
    private const int MaxKey = 60;
    private const int MaxValue = 500;

    private static readonly MetadataConverter Converter = new();
    private static readonly JsonWriterOptions AsWritten =
        new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static void Check(IReadOnlyDictionary<string, string>? metadata, string pointer, List<InputFault> faults)
    {
        if (metadata is null) return;
        if (metadata.Count > MaxKeys) faults.Add(pointer, "list.too-long", $"{MaxKeys}");
        foreach (var (key, value) in metadata.Take(MaxKeys))
        {
            var at = $"{pointer}/{JsonErrors.Escape(key)}";
            if (key.Length is 0 or > MaxKey || string.IsNullOrWhiteSpace(key)) faults.Add(at, "metadata.key");
            faults.CheckLength(value, MaxValue, at);
        }
    }

    /// <summary>The stored text; null for nothing.</summary>
    public static byte[]? Write(IReadOnlyDictionary<string, string>? metadata)
    {
        if (metadata is null or { Count: 0 }) return null;
        using var text = new MemoryStream();
        using (var writer = new Utf8JsonWriter(text, AsWritten))
        {
            Converter.Write(writer, metadata, TakedownJson.Default.Options);
        }
        return text.ToArray();
    }

    public static IReadOnlyDictionary<string, string>? Read(string? stored) =>
        stored is null ? null : Read(Encoding.UTF8.GetBytes(stored));

    /// <exception cref="JsonException">The text is no object of texts.</exception>
    public static IReadOnlyDictionary<string, string>? Read(ReadOnlySpan<byte> json)
    {
        var reader = new Utf8JsonReader(json);
        reader.Read();
        return reader.TokenType is JsonTokenType.Null ? null
            : Converter.Read(ref reader, typeof(IReadOnlyDictionary<string, string>), TakedownJson.Default.Options);
    }
}
