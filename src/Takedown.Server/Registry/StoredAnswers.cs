using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Http.HttpResults;
using Takedown.Server.Http;
using Takedown.Storage;

namespace Takedown.Server.Registry;

/// <summary>
/// Runs an act in a transaction, once for each Idempotency-Key of a key: the same request again has the same answer,
/// with its secrets, so that a lost answer is no lost secret. The answer is stored with the act for a day, encrypted
/// with a key derived from the bearer key of the request, which the server does not have.
/// </summary>
internal sealed class StoredAnswers(Database database, TimeProvider time)
{
    private static readonly TimeSpan Kept = TimeSpan.FromDays(1);

    private const string Find = "SELECT body_hash, answer FROM stored_answers WHERE id = @id AND created_at > @since";
    private const string DeleteOld = "DELETE FROM stored_answers WHERE created_at <= @since";
    private const string Insert =
        "INSERT INTO stored_answers (id, body_hash, answer, created_at) VALUES (@id, @bodyHash, @answer, @now)";

    /// <param name="http">The request, after its body was read.</param>
    /// <param name="type">Type of the answer.</param>
    /// <param name="act">The act; it returns the answer, or a problem, in which case it has stored nothing.</param>
    public Task<(T? Value, ProblemHttpResult? Problem)> OnceAsync<T>(
        HttpContext http, JsonTypeInfo<T> type, Func<Session, Task<(T? Value, ProblemHttpResult? Problem)>> act)
        where T : class
    {
        if (http.Features.Get<Idempotency>() is not { } request) return database.WriteAsync(act);
        var id = IdOf(http, request.Key);
        return database.WriteAsync(async s =>
        {
            var now = time.GetUtcNow();
            var since = now - Kept;
            await s.LockAsync($"answer {Convert.ToHexString(id)}");
            if (await s.FirstAsync<StoredAnswer>(Find, new { id, since }) is { } known)
            {
                if (!known.BodyHash.AsSpan().SequenceEqual(request.BodyHash))
                    return (null, Problems.Conflict(http, "idempotency.conflict"));
                return Open(http, id, known.Answer) is { } answer
                    ? (JsonSerializer.Deserialize(answer, type), null)
                    : (null, Problems.Conflict(http, "idempotency.unreadable"));
            }
            var (value, problem) = await act(s);
            if (value is null) return (value, problem);
            await s.ExecuteAsync(DeleteOld, new { since });
            var sealedAnswer = Seal(http, id, JsonSerializer.SerializeToUtf8Bytes(value, type));
            await s.ExecuteAsync(Insert, new { id, bodyHash = request.BodyHash, answer = sealedAnswer, now });
            return (value, null);
        });
    }

    private static byte[] IdOf(HttpContext http, string key) => SHA256.HashData(Encoding.UTF8.GetBytes(
        $"{http.Caller().KeyId} {http.Request.Method} {http.Request.Path}\n{key}"));

    private static byte[] Seal(HttpContext http, byte[] id, byte[] answer)
    {
        var box = new byte[AesGcm.NonceByteSizes.MaxSize + AesGcm.TagByteSizes.MaxSize + answer.Length];
        var (nonce, tag, content) = Parts(box);
        RandomNumberGenerator.Fill(nonce);
        using var cipher = CipherOf(http, id);
        cipher.Encrypt(nonce, answer, content, tag);
        return box;
    }

    /// <returns>Null if the request has another bearer token, such as a newer one of the sign-in provider.</returns>
    private static byte[]? Open(HttpContext http, byte[] id, byte[] box)
    {
        var (nonce, tag, content) = Parts(box);
        var answer = new byte[content.Length];
        using var cipher = CipherOf(http, id);
        try
        {
            cipher.Decrypt(nonce, content, tag, answer);
            return answer;
        }
        catch (AuthenticationTagMismatchException)
        {
            return null;
        }
    }

    private static BoxParts Parts(Span<byte> box)
    {
        var (nonce, tag) = (AesGcm.NonceByteSizes.MaxSize, AesGcm.TagByteSizes.MaxSize);
        return new(box[..nonce], box.Slice(nonce, tag), box[(nonce + tag)..]);
    }

    private static AesGcm CipherOf(HttpContext http, byte[] id) => new(
        HKDF.DeriveKey(
            HashAlgorithmName.SHA256, Encoding.UTF8.GetBytes(http.Request.Headers.Authorization.ToString()),
            outputLength: 32, salt: id, info: "takedown stored answer"u8.ToArray()),
        AesGcm.TagByteSizes.MaxSize);

    private readonly ref struct BoxParts(Span<byte> nonce, Span<byte> tag, Span<byte> content)
    {
        private readonly Span<byte> nonce = nonce;
        private readonly Span<byte> tag = tag;
        private readonly Span<byte> content = content;

        public void Deconstruct(out Span<byte> first, out Span<byte> second, out Span<byte> rest)
        {
            first = nonce;
            second = tag;
            rest = content;
        }
    }

    private sealed record StoredAnswer
    {
        public byte[] BodyHash { get; init; } = [];
        public byte[] Answer { get; init; } = [];
    }
}
