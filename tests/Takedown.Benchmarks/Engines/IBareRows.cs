using System.Security.Cryptography;
using System.Text;

namespace Takedown.Benchmarks.Engines;

/// <summary>
/// What this disk and this engine can do at best with rows of the same content: its fastest bulk insert into a table
/// with a primary key, one unique and one lookup index, and none of the product's code.
/// </summary>
internal interface IBareRows : IAsyncDisposable
{
    public const int RowsACommit = 10_000;

    /// <returns>Rows a second, over one connection.</returns>
    Task<double> RunAsync(IReadOnlyList<string> lines, CancellationToken stop);
}

/// <summary>A row of the bare table, made before the clock starts.</summary>
internal readonly record struct BareRow(Guid Id, byte[] OpenKey, Guid PlatformId, string Content)
{
    private const int Platforms = 20;

    public static BareRow[] Of(IReadOnlyList<string> lines)
    {
        var now = TimeProvider.System.GetUtcNow();
        var platforms = Enumerable.Range(0, Platforms).Select(i => Guid.CreateVersion7(now.AddDays(-1 - i))).ToArray();
        return
        [
            .. lines.Select((line, i) => new BareRow(
                Guid.CreateVersion7(now.AddMilliseconds(i)), SHA256.HashData(Encoding.UTF8.GetBytes(line))[..16],
                platforms[i % Platforms], line)),
        ];
    }
}
