using System.Runtime.Versioning;

namespace Takedown.Storage.Sqlite;

/// <summary>
/// Access to the database's files for their owner only: they hold names, addresses and secrets. SQLite gives its own
/// files (<c>-wal</c>, <c>-shm</c>) the mode of the database.
/// </summary>
internal static class SqliteFiles
{
    private const UnixFileMode Owner = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <summary>Failures are left to SQLite, which reports them when it opens the database.</summary>
    public static void MakePrivate(string path)
    {
        if (OperatingSystem.IsWindows()) return;
        try
        {
            SetModes(path);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return;
        }
    }

    [UnsupportedOSPlatform("windows")]
    private static void SetModes(string path)
    {
        var full = Path.GetFullPath(path);
        // Created here, because SQLite would create it with the mode of the process.
        using (new FileStream(full, new FileStreamOptions
        {
            Mode = FileMode.OpenOrCreate,
            Access = FileAccess.ReadWrite,
            Share = FileShare.ReadWrite | FileShare.Delete,
            UnixCreateMode = Owner,
        }))
        {
        }
        foreach (var file in new[] { full, full + "-wal", full + "-shm" }.Where(File.Exists))
        {
            if ((File.GetUnixFileMode(file) & ~Owner) != UnixFileMode.None) File.SetUnixFileMode(file, Owner);
        }
    }
}
