namespace Takedown.Contracts;

/// <summary>Result of an erasure of contacts.</summary>
public sealed record ErasureView
{
    /// <summary>Settled notices whose contacts this call erased.</summary>
    public required long Notices { get; init; }
    /// <summary>Open notices, which keep their contacts until they are settled.</summary>
    public required long Open { get; init; }
}
