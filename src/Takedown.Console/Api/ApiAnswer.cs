using System.Text.Json;
using System.Text.Json.Nodes;
using Takedown.Contracts.Json;

namespace Takedown.Screens.Api;

/// <summary>What the API answered.</summary>
public sealed record ApiAnswer(int Status, string? ContentType, string? Location, ReadOnlyMemory<byte> Body)
{
    public bool IsSuccess => Status is >= 200 and < 300;

    public JsonNode? Json => Body.IsEmpty ? null : JsonNode.Parse(Body.Span);

    public T Read<T>() => (T)JsonSerializer.Deserialize(Body.Span, TakedownJson.Default.GetTypeInfo(typeof(T))!)!;

    /// <exception cref="ApiException">The answer is a problem.</exception>
    public ApiAnswer Must() => IsSuccess ? this : throw new ApiException(Problem.Of(this));
}
