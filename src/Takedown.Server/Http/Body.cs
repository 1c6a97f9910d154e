using System.Buffers;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using System.Text.Unicode;
using FluentValidation;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Takedown.Server.Http;

/// <summary>Reads a small JSON body completely, within a size limit, and reports all its faults together.</summary>
internal static class Body
{
    public const int SmallLimit = 1 << 20;

    /// <summary>Memory per byte of a body whose lists may consist of empty objects.</summary>
    private const int Weight = 16;

    /// <summary>Reads a body and validates it; the problem names every fault.</summary>
    public static async Task<(T? Value, ProblemHttpResult? Problem)> ReadAsync<T>(
        HttpContext http, JsonTypeInfo<T> type, IValidator<T> validator) where T : class
    {
        var (value, problem) = await ReadAsync(http, type);
        if (problem is not null) return (null, problem);
        var faults = validator.FaultsOf(value!);
        return faults.Count > 0 ? (null, Problems.Invalid(http, faults)) : (value, null);
    }

    public static async Task<(T? Value, ProblemHttpResult? Problem)> ReadAsync<T>(
        HttpContext http, JsonTypeInfo<T> type) where T : class
    {
        if (!IsJson(http.Request))
        {
            return (null, Problems.Unsupported(http));
        }
        using var body = new IncomingBody(http, SmallLimit, Weight);
        try
        {
            return Parse(http, type, await ReadAsync(body));
        }
        catch (Exception error) when (body.ProblemOf(error) is { } problem)
        {
            return (null, problem);
        }
    }

    /// <summary>Whether the body is uncompressed JSON.</summary>
    public static bool IsJson(HttpRequest request) =>
        request.HasJsonContentType() && request.Headers.ContentEncoding is [] or ["identity"];

    private static async Task<ArrayBufferWriter<byte>> ReadAsync(IncomingBody body)
    {
        var bytes = new ArrayBufferWriter<byte>(4096);
        while (true)
        {
            var read = await body.Stream.ReadAsync(bytes.GetMemory(16384), body.Cancellation);
            if (read == 0) return bytes;
            bytes.Advance(read);
            await body.CoverAsync(bytes.WrittenCount);
        }
    }

    private static (T?, ProblemHttpResult?) Parse<T>(
        HttpContext http, JsonTypeInfo<T> type, ArrayBufferWriter<byte> bytes) where T : class
    {
        if (bytes.WrittenCount == 0) return Invalid("body.empty");
        if (!Utf8.IsValid(bytes.WrittenSpan)) return Invalid("encoding.invalid");
        if (HasNul(bytes.WrittenSpan)) return Invalid("text.nul");
        try
        {
            var value = JsonSerializer.Deserialize(bytes.WrittenSpan, type);
            return value is null ? Invalid("body.not-object") : (value, null);
        }
        catch (JsonException error)
        {
            return (null, Problems.Invalid(http, JsonErrors.Explain(bytes.WrittenMemory, type, error)));
        }

        (T?, ProblemHttpResult?) Invalid(string code) => (null, Problems.Invalid(http, new InputFault("", code)));
    }

    /// <summary>Whether a text has the character U+0000, which PostgreSQL cannot store.</summary>
    private static bool HasNul(ReadOnlySpan<byte> json)
    {
        for (var at = json.IndexOf("\\u0000"u8); at >= 0;)
        {
            var escapes = at - 1 - json[..at].LastIndexOfAnyExcept((byte)'\\');
            // After an odd number of backslashes, this one is part of an escaped backslash.
            if (escapes % 2 == 0) return true;
            var next = json[(at + 1)..].IndexOf("\\u0000"u8);
            at = next < 0 ? -1 : at + 1 + next;
        }
        return false;
    }
}
