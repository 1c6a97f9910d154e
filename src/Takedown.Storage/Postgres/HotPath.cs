namespace Takedown.Storage.Postgres;

/// <summary>
/// Planner settings of the hot path. A statement prepared while its table was small keeps the sequential scan that was
/// right then, after the table has grown; so hot statements never use one where an index exists. Where none exists, the
/// plan looks so expensive that the server would compile it each time; so compilation is off.
/// </summary>
internal static class HotPath
{
    /// <summary>For a transaction.</summary>
    public static readonly string[] Settings = ["SET LOCAL enable_seqscan = off", "SET LOCAL jit = off"];

    /// <summary>For a transaction, in front of its first statement.</summary>
    public static readonly string SetLocal = string.Concat(Settings.Select(setting => setting + ";\n"));

    /// <summary>For a connection.</summary>
    public const string ConnectionOptions = "-c enable_seqscan=off -c jit=off";
}
