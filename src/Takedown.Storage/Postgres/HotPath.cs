namespace Takedown.Storage.Postgres;

/// <summary>
/// Planner settings of the hot path. A statement prepared while its table was small keeps the sequential scan that was
/// right then, after the table has grown; so hot statements never use one where an index exists. Where none exists, the
/// plan looks so expensive that the server would compile it each time; so compilation is off.
/// </summary>
internal static class HotPath
{
    /// <summary>For the connections of hot reads.</summary>
    public const string Options = "-c enable_seqscan=off -c jit=off";

    /// <summary>
    /// For those of writes, which reach their rows by keys. Nearly all of these were written a moment ago and are in
    /// memory, so that a row by its key costs little more than the next one; and an index read in its order ends after
    /// a set, where a bitmap reads all that is left of a batch.
    /// </summary>
    public const string WriterOptions = $"{Options} -c random_page_cost=1.1 -c enable_bitmapscan=off";
}
