using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using Takedown.Core.Evidence;

namespace Takedown.Server.Evidence;

/// <summary>
/// Evidence in a folder that all processes share: each file under its hash, in a folder of the first two digits. A file
/// appears there by a rename, after its bytes are on the disk.
/// </summary>
/// <param name="folder">The folder; made at the first file.</param>
/// <param name="time">The server's clock, which says when a file was stored.</param>
internal sealed class DiskEvidence(string folder, TimeProvider time) : IEvidenceFiles
{
    private const string Attempts = "attempts";
    private const int Shard = 2;

    /// <summary>Nobody but the user of the server.</summary>
    private const UnixFileMode Private = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    private static readonly EnumerationOptions Plain = new()
    {
        IgnoreInaccessible = false, RecurseSubdirectories = true, MaxRecursionDepth = 1,
    };

    private readonly string root = Path.GetFullPath(folder);

    public Task<IEvidenceAttempt> BeginAsync(CancellationToken stop) => Run<IEvidenceAttempt>(() =>
    {
        var name = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));
        var path = Path.Combine(MakeFolder(Attempts), name);
        return new DiskAttempt(path, hash => Path.Combine(MakeFolder(ShardOf(hash)), hash.Text), time);
    });

    public Task<StoredEvidence?> FindAsync(EvidenceHash hash, CancellationToken stop) =>
        Run(() => Described(new FileInfo(PathOf(hash))));

    public Task<Stream?> OpenAsync(EvidenceHash hash, CancellationToken stop) => Run<Stream?>(() =>
    {
        try
        {
            return new FileStream(PathOf(hash), new FileStreamOptions
            {
                Share = FileShare.Read | FileShare.Delete,
                Options = FileOptions.Asynchronous | FileOptions.SequentialScan,
                BufferSize = 0,
            });
        }
        catch (Exception error) when (error is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
    });

    public async IAsyncEnumerable<StoredEvidence> AllAsync([EnumeratorCancellation] CancellationToken stop)
    {
        var files = await Run(() => Directory.Exists(root)
            ? new DirectoryInfo(root).EnumerateFiles("*", Plain).GetEnumerator() : null);
        using (files)
        {
            while (files is not null && await Run(files.MoveNext))
            {
                stop.ThrowIfCancellationRequested();
                if (await Run(() => Described(files.Current)) is { } found) yield return found;
            }
        }
    }

    public Task DeleteAsync(EvidenceHash hash, CancellationToken stop) => Run(() =>
    {
        if (Directory.Exists(Path.Combine(root, ShardOf(hash)))) File.Delete(PathOf(hash));
        return true;
    });

    public Task<int> DeleteAttemptsAsync(DateTimeOffset before, CancellationToken stop) => Run(() =>
    {
        var attempts = new DirectoryInfo(Path.Combine(root, Attempts));
        var old = attempts.Exists
            ? attempts.EnumerateFiles().Where(f => f.LastWriteTimeUtc < before.UtcDateTime).ToList() : [];
        foreach (var file in old) file.Delete();
        return old.Count;
    });

    private static StoredEvidence? Described(FileInfo file) =>
        EvidenceHash.TryParse(file.Name, out var hash) && file.Exists
        && file.Directory?.Name == ShardOf(hash) && file.Name == hash.Text
            ? new StoredEvidence(hash, file.Length, new(file.LastWriteTimeUtc)) : null;

    private static string ShardOf(EvidenceHash hash) => hash.Text[..Shard];

    private string PathOf(EvidenceHash hash) => Path.Combine(root, ShardOf(hash), hash.Text);

    private string MakeFolder(string name)
    {
        var path = Path.Combine(root, name);
        // Each for itself: the mode is that of the last folder of a path only.
        foreach (var part in new[] { root, path })
        {
            if (OperatingSystem.IsWindows()) Directory.CreateDirectory(part);
            else Directory.CreateDirectory(part, Private);
        }
        return path;
    }

    /// <summary>Works on the disk beside the request, which must not hold a turn meanwhile.</summary>
    internal static async Task<T> Run<T>(Func<T> work)
    {
        try
        {
            return await Task.Run(work);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new EvidenceStoreException("The folder of the evidence cannot be used.", error);
        }
    }
}
