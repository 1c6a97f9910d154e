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
        HttpContext http, JsonTypeInfo<T> type, int limit = SmallLimit) where T : class
    {
        if (!http.Request.HasJsonContentType() || http.Request.Headers.ContentEncoding is not [] and not ["identity"])
        {
            return (null, Problems.Of(http, StatusCodes.Status415UnsupportedMediaType, "media-type.unsupported"));
        }
        var bytes = new ArrayBufferWriter<byte>(4096);
        while (true)
        {
            var read = await http.Request.Body.ReadAsync(bytes.GetMemory(16384), http.RequestAborted);
            if (read == 0) break;
            bytes.Advance(read);
            if (bytes.WrittenCount > limit)
            {
                return (null, Problems.Of(http, StatusCodes.Status413PayloadTooLarge, "body.too-large"));
            }
        }
        if (bytes.WrittenCount == 0) return Invalid("body.empty");
        if (!Utf8.IsValid(bytes.WrittenSpan)) return Invalid("encoding.invalid");
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
}
