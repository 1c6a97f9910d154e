using System.Buffers;
using System.Security.Cryptography;
using Takedown.Screens.Access;
using Takedown.Screens.Acts;
using Takedown.Screens.Api;

namespace Takedown.Screens.Claimants;

/// <summary>
/// The files of evidence of a form: each is kept in a temporary file until its hash is known, and stored under it.
/// </summary>
/// <param name="screen">The reader.</param>
/// <param name="isReal">Whether they are stored; otherwise they are only read.</param>
internal sealed class EvidenceUploads(Screen screen, bool isReal)
{
    /// <summary>The field of such files.</summary>
    public const string Field = "evidence";

    /// <summary>A longer file is sent over the API, which streams it.</summary>
    private const long Most = 64 << 20;

    private const int MaxFiles = 200;

    private readonly List<UploadedFile> files = [];

    public IReadOnlyList<UploadedFile> Files => files;

    /// <summary>The hashes that are wanted; null for any.</summary>
    public IReadOnlySet<string?>? Wanted { get; init; }

    /// <summary>The hashes by name, for a table that names files. A name that two files have names none.</summary>
    public IReadOnlyDictionary<string, string> Hashes => files.Where(f => f.Sha256 is not null)
        .GroupBy(f => f.Name, StringComparer.Ordinal).Where(g => g.Count() == 1)
        .ToDictionary(g => g.Key, g => g.Single().Sha256!, StringComparer.Ordinal);

    /// <summary>Stores the files with which the form begins; what follows them is the caller's.</summary>
    public async Task TakeAsync(UploadForm form)
    {
        var aborted = screen.Http.RequestAborted;
        for (; form.FieldName == Field; await form.NextFileAsync(aborted))
        {
            if (form.FileName is { Length: > 0 } name) files.Add(await StoreAsync(form, name, aborted));
        }
    }

    private async Task<UploadedFile> StoreAsync(UploadForm form, string name, CancellationToken aborted)
    {
        if (files.Count >= MaxFiles) return new(name, null, screen.T("Too many files at once.", "一次上传的文件过多。"));
        await using var spool = new FileStream(Path.GetTempFileName(), new FileStreamOptions
        {
            Mode = FileMode.Create,
            Access = FileAccess.ReadWrite,
            Options = FileOptions.DeleteOnClose | FileOptions.Asynchronous,
        });
        if (await CopyAsync(form.File, spool, aborted) is not { } hash)
            return new(name, null, screen.T("The file is longer than 64 MiB.", "文件超过 64 MiB。"));
        if (Wanted?.Contains(hash) is false)
            return new(name, hash, screen.T("The notice does not name this file.", "本通知未引用该文件。"));
        if (!isReal) return new(name, hash, null);
        spool.Position = 0;
        var answer = await screen.Api.SendAsync(new ApiRequest("PUT", $"/v1/evidence/{hash}")
        {
            Body = spool,
            Length = spool.Length,
            ContentType = form.FileType,
        });
        return new(name, hash, answer.IsSuccess ? null : Problem.Of(answer) switch
        {
            { Faults: [var first, ..] } => first.Message,
            var problem => problem.Title,
        });
    }

    /// <returns>The hash; null if the file is too long.</returns>
    private static async Task<string?> CopyAsync(Stream from, Stream to, CancellationToken aborted)
    {
        using var sha256 = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = ArrayPool<byte>.Shared.Rent(64 * 1024);
        try
        {
            while (await from.ReadAsync(buffer, aborted) is > 0 and var count)
            {
                if (to.Length + count > Most) return null;
                sha256.AppendData(buffer, 0, count);
                await to.WriteAsync(buffer.AsMemory(0, count), aborted);
            }
            return Convert.ToHexStringLower(sha256.GetHashAndReset());
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }
}

/// <summary>A file of evidence that somebody chose.</summary>
/// <param name="Name">Its name there.</param>
/// <param name="Sha256">Its hash; null if it was not read.</param>
/// <param name="Fault">Why it was not stored; null if it was.</param>
public sealed record UploadedFile(string Name, string? Sha256, string? Fault);
