using System.Runtime.InteropServices;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Takedown.Server.Http;

/// <summary>
/// Reads a body of up to ten thousand items, which are counted while they arrive and charged to the memory for bodies
/// until the response is complete.
/// </summary>
internal static class ListBody
{
    public const int MaxItems = 10_000;

    /// <summary>Memory per byte: texts take two bytes per character.</summary>
    private const int Weight = 3;

    /// <summary>Memory of an item, whatever its text.</summary>
    private const int ItemBytes = 128;

    /// <param name="http">The request.</param>
    /// <param name="name">The field with the list, the only one of the body.</param>
    /// <param name="type">The type of an item.</param>
    /// <param name="id">The field with the id of an item.</param>
    /// <param name="limit">Size limit of the body in bytes.</param>
    public static async Task<(IReadOnlyList<ListItem<T>>? Items, ProblemHttpResult? Problem)> ReadAsync<T>(
        HttpContext http, string name, JsonTypeInfo<T> type, string id, long limit) where T : class
    {
        if (!Body.IsJson(http.Request))
        {
            return (null, Problems.Unsupported(http));
        }
        var body = new IncomingBody(http, limit, Weight);
        http.Response.RegisterForDispose(body);
        using var reader = new JsonListReader<T>(body.Stream, name, type, id, MaxItems);
        try
        {
            await reader.ReadAsync(
                () => body.CoverAsync(body.Stream.Received + (reader.Items!.Count * ItemBytes)), body.Cancellation);
        }
        catch (Exception error) when (body.ProblemOf(error) is { } problem)
        {
            return (null, problem);
        }
        return reader.Faults.Count > 0 ? (null, Problems.Invalid(http, reader.Faults)) : (reader.Items!, null);
    }

    /// <summary>Reads the same from a message.</summary>
    public static async Task<(IReadOnlyList<ListItem<T>>? Items, InputFault? Fault)> ReadAsync<T>(
        ReadOnlyMemory<byte> message, string name, JsonTypeInfo<T> type, string id) where T : class
    {
        var bytes = MemoryMarshal.TryGetArray(message, out var array) ? array : new(message.ToArray());
        using var stream = new MemoryStream(bytes.Array!, bytes.Offset, bytes.Count, writable: false);
        using var reader = new JsonListReader<T>(stream, name, type, id, MaxItems);
        await reader.ReadAsync(() => ValueTask.CompletedTask, CancellationToken.None);
        return reader.Faults is [var fault, ..] ? (null, fault) : (reader.Items, null);
    }
}

[JsonSerializable(typeof(string))]
internal sealed partial class Strings : JsonSerializerContext;
