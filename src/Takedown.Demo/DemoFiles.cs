
namespace Takedown.Demo;

/// <summary>The demo's own database: fresh at every start, and one demo at a time in a directory.</summary>
internal sealed class DemoFiles : IDisposable
{
    private const string Folder = "data";
    public const string Database = $"{Folder}/demo.db";
    private readonly FileStream mark;

    private DemoFiles(FileStream mark) => this.mark = mark;

    /// <returns>Null where another demo runs here: its files must not be pulled from under it.</returns>
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
        return new(taken);
    }

    public void Dispose() => mark.Dispose();
}
