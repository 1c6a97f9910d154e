namespace Takedown.Server.Tests.Executable;

/// <summary>
/// Tests that judge how long a process takes to stop, or that fill the disk of the database server: one at a time, and
/// beside no other test of this run.
/// </summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class OneByOne
{
    public const string Name = "executable";
}

/// <summary>Tests that start processes and judge what those store and log: one at a time, beside other tests.</summary>
public static class Processes
{
    public const string Name = "processes";
}
