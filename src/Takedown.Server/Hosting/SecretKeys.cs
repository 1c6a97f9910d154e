using System.Security.Cryptography;
using Microsoft.Data.Sqlite;

namespace Takedown.Server.Hosting;

/// <summary>
/// The keys of the secrets at rest. With SQLite a key is made beside the database if none is configured; processes that
/// share a PostgreSQL database must be given the same one.
/// </summary>
internal static class SecretKeys
{
    private const string Suffix = ".key";

    public static IEnumerable<string> Read(TakedownOptions options)
    {
        var current = options.Secrets.Key;
        if (current is null && options.Database.Engine == "sqlite")
        {
            current = Beside(new SqliteConnectionStringBuilder(options.Database.ConnectionString).DataSource);
        }
        return new[] { current, options.Secrets.FormerKey }.OfType<string>();
    }

    /// <summary>The key file of a database; made if there is none.</summary>
    private static string Beside(string database)
    {
        var path = Path.GetFullPath(database) + Suffix;
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        if (!File.Exists(path))
        {
            // Complete before it has its name: another process that starts at the same moment reads the whole key.
            var made = $"{path}.{Environment.ProcessId}";
            var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
            if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
            using (var file = new FileStream(made, options))
            using (var writer = new StreamWriter(file))
            {
                writer.Write(Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32)));
            }
            try
            {
                File.Move(made, path, overwrite: false);
            }
            catch (IOException) when (File.Exists(path))
            {
                File.Delete(made);
            }
        }
        return File.ReadAllText(path).Trim();
    }
}
