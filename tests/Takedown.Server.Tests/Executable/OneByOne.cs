namespace Takedown.Server.Tests.Executable;

/// <summary>Tests that start processes run one after the other and beside no others: they judge time and need the cores.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class OneByOne
{
    public const string Name = "executable";
}
