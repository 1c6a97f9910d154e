using System.Text.Json;
using System.Text.Json.Serialization;

namespace Takedown.Benchmarks.Figures;

/// <summary>A run as written to <c>result.json</c>.</summary>
internal sealed record Result
{
    public required Machine Machine { get; init; }
    /// <summary>The measured commit; ends with <c>-dirty</c> if files had changed since.</summary>
    public required string Commit { get; init; }
    public required DateTimeOffset At { get; init; }
    public required IReadOnlyList<Figure> Scenarios { get; init; }

    public static Result Read(string path) =>
        JsonSerializer.Deserialize(File.ReadAllText(path), ResultJson.Default.Result)
            ?? throw new JsonException($"{path} holds no result.");

    public void Write(string path) =>
        File.WriteAllText(path, JsonSerializer.Serialize(this, ResultJson.Default.Result) + "\n");
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true)]
[JsonSerializable(typeof(Result))]
internal sealed partial class ResultJson : JsonSerializerContext;
