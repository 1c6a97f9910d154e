using System.Security.Cryptography;
using System.Text;

namespace Takedown.Benchmarks.Engines;

/// <summary>
/// The limit of this disk and database for rows of the same content: the fastest bulk insert into a table with a
/// primary key, one unique index and one lookup index, without code of the product.
/// </summary>
internal interface IBareRows : IAsyncDisposable
{
    public const int RowsACommit = 10_000;

    /// <returns>Rows per second over one connection.</returns>
    Task<double> RunAsync(IReadOnlyList<string> lines, CancellationToken stop);
}

/// <summary>A row of the bare table, created before the measurement starts.</summary>
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
