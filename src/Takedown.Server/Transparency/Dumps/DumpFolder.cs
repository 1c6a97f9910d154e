using System.Globalization;
using System.Text.Json;
using Takedown.Contracts;
using Takedown.Contracts.Json;
using Takedown.Server.Hosting;

namespace Takedown.Server.Transparency.Dumps;

/// <summary>
/// Where dumps lie: a folder for each day with its files and their manifest. A dump that is being made has another
/// name, so that what is here is whole.
/// </summary>
internal sealed class DumpFolder(TakedownOptions options)
{
    private const string DayFormat = "yyyy-MM-dd", Manifest = "manifest.json", Unfinished = ".making-";

    /// <summary>The ids of the decisions that a dump follows, one a line. No manifest names it.</summary>
    private const string Followed = "decisions";

    private readonly string root = Path.GetFullPath(options.Transparency.Folder);

    private bool Has(DateOnly day) => File.Exists(Path.Combine(PathOf(day), Manifest));

    /// <summary>The days of all dumps, newest first.</summary>
    public IReadOnlyList<DateOnly> Days => !Directory.Exists(root) ? [] :
    [
        .. Directory.EnumerateDirectories(root).Select(d => ReadDay(Path.GetFileName(d))).OfType<DateOnly>()
            .Where(Has).OrderDescending(),
    ];

    public static DateOnly? ReadDay(string text) => DateOnly.TryParseExact(
        text, DayFormat, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;

    /// <summary>The manifest of a day; null if there is no dump, or if it has just gone.</summary>
    public async Task<DumpManifest?> ReadAsync(DateOnly day, CancellationToken cancellation)
    {
        try
        {
            await using var file = File.OpenRead(Path.Combine(PathOf(day), Manifest));
            return await JsonSerializer.DeserializeAsync(file, TakedownJson.Default.DumpManifest, cancellation);
        }
        catch (Exception error) when (error is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
    }

    /// <summary>
    /// A file that the manifest names, by a path that is never made of the name that was asked for; null if it has just
    /// gone.
    /// </summary>
    public FileStream? Open(DumpManifest manifest, DumpFile file)
    {
        try
        {
            return new(Path.Combine(PathOf(manifest.Day), file.Name), new FileStreamOptions
            {
                Share = FileShare.Read | FileShare.Delete,
                Options = FileOptions.Asynchronous | FileOptions.SequentialScan,
            });
        }
        catch (Exception error) when (error is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
    }

    /// <summary>The decisions that a dump follows; none that is known of one of an earlier release.</summary>
    public async Task<IReadOnlySet<Guid>> FollowedAsync(DateOnly day, CancellationToken cancellation)
    {
        var path = Path.Combine(PathOf(day), Followed);
        return File.Exists(path)
            ? (await File.ReadAllLinesAsync(path, cancellation)).Select(Guid.Parse).ToHashSet() : new HashSet<Guid>();
    }

    /// <summary>A folder for the files of a dump that begins.</summary>
    public string Begin()
    {
        Directory.CreateDirectory(root);
        foreach (var left in Directory.EnumerateDirectories(root, Unfinished + "*"))
        {
            // Of a process that was killed; one that is at work has written within the hour.
            if (Directory.GetLastWriteTimeUtc(left) < TimeProvider.System.GetUtcNow().UtcDateTime.AddHours(-1))
                Delete(left);
        }
        var folder = Path.Combine(root, $"{Unfinished}{Guid.CreateVersion7(TimeProvider.System.GetUtcNow()):N}");
        return Directory.CreateDirectory(folder).FullName;
    }

    /// <summary>
    /// Makes a finished dump visible in the place of a withdrawn one, unless another process was first.
    /// </summary>
    public async Task FinishAsync(
        string folder, DumpManifest manifest, IEnumerable<Guid> followed, CancellationToken cancellation)
    {
        await File.WriteAllLinesAsync(
            Path.Combine(folder, Followed), followed.Select(id => $"{id}"), cancellation);
        await WriteAsync(Path.Combine(folder, Manifest), manifest, cancellation);
        if (await ReadAsync(manifest.Day, cancellation) is { Withdrawn: not null }) Delete(PathOf(manifest.Day));
        try
        {
            Directory.Move(folder, PathOf(manifest.Day));
        }
        catch (IOException) when (Has(manifest.Day))
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>
    /// The manifest says that a dump is withdrawn before its files go, and stays. Another process may do the same.
    /// </summary>
    public async Task WithdrawAsync(DumpManifest dump, DumpWithdrawal why, CancellationToken cancellation)
    {
        var path = Path.Combine(PathOf(dump.Day), Manifest);
        var next = $"{path}.{Guid.CreateVersion7(TimeProvider.System.GetUtcNow()):N}";
        var withdrawn = dump with { Files = [], Withdrawn = why };
        try
        {
            await WriteAsync(next, withdrawn, cancellation);
            File.Move(next, path, overwrite: true);
        }
        catch (Exception error) when (error is FileNotFoundException or DirectoryNotFoundException)
        {
            // Somebody was quicker, and what lies there now is not what was withdrawn.
            return;
        }
        DeleteFiles(withdrawn);
    }

    /// <summary>Deletes all but the manifest, also where a process was killed before it did.</summary>
    public void DeleteFiles(DumpManifest dump)
    {
        var folder = new DirectoryInfo(PathOf(dump.Day));
        foreach (var file in folder.Exists ? folder.GetFiles() : [])
            if (file.Name != Manifest) file.Delete();
    }

    /// <summary>Deletes dumps before a day.</summary>
    public void DeleteBefore(DateOnly first)
    {
        foreach (var day in Days.Where(d => d < first)) Delete(PathOf(day));
    }

    /// <summary>Deletes a folder, unless another process has.</summary>
    private static void Delete(string folder)
    {
        try
        {
            Directory.Delete(folder, recursive: true);
        }
        catch (DirectoryNotFoundException)
        {
            // Somebody was quicker.
        }
    }

    private static async Task WriteAsync(string path, DumpManifest manifest, CancellationToken cancellation)
    {
        await using var file = File.Create(path);
        await JsonSerializer.SerializeAsync(file, manifest, TakedownJson.Default.DumpManifest, cancellation);
    }

    private string PathOf(DateOnly day) =>
        Path.Combine(root, day.ToString(DayFormat, CultureInfo.InvariantCulture));
}
