
namespace Takedown.Demo;

/// <summary>
/// The database and the evidence of the demo: created at every start, and used by one demo per directory at a time.
/// </summary>
internal sealed class DemoFiles : IDisposable
{
    private const string Folder = "data";
    public const string Database = $"{Folder}/demo.db";
    /// <summary>Not that of a server in the same directory, whose files the demo's database does not know.</summary>
    public const string Evidence = $"{Folder}/demo-evidence";
    private readonly FileStream mark;

    private DemoFiles(FileStream mark) => this.mark = mark;

    /// <returns>Null if another demo is running in this directory, because its files must not be deleted.</returns>
    public static DemoFiles? Open()
    {
        Directory.CreateDirectory(Folder);
        FileStream taken;
        try
        {
            taken = new($"{Folder}/demo.lock", new FileStreamOptions
            {
                Mode = FileMode.OpenOrCreate,
                Access = FileAccess.ReadWrite,
                Share = FileShare.None,
                Options = FileOptions.DeleteOnClose,
            });
        }
        catch (IOException)
        {
            return null;
        }
        foreach (var file in new[] { Database, Database + "-wal", Database + "-shm" }) File.Delete(file);
        if (Directory.Exists(Evidence)) Directory.Delete(Evidence, recursive: true);
        return new(taken);
    }

    public void Dispose() => mark.Dispose();
}
