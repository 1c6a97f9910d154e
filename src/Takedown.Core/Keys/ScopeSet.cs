using System.Numerics;
using Takedown.Contracts;

namespace Takedown.Core.Keys;

/// <summary>A set of scopes, stored as one number: bit n is the scope with the value n.</summary>
public readonly record struct ScopeSet(long Bits)
{
    public static readonly ScopeSet All = Of(Enum.GetValues<KeyScope>());

    public static ScopeSet Of(params IEnumerable<KeyScope> scopes) =>
        new(scopes.Aggregate(0L, (bits, scope) => bits | (1L << (int)scope)));

    public bool IsEmpty => Bits == 0;

    public int Count => BitOperations.PopCount((ulong)Bits);

    public bool Has(KeyScope scope) => (Bits & (1L << (int)scope)) != 0;

    public bool Covers(ScopeSet other) => (other.Bits & ~Bits) == 0;

    public ScopeSet And(ScopeSet other) => new(Bits & other.Bits);

    public ScopeSet Without(ScopeSet other) => new(Bits & ~other.Bits);

    /// <summary>The scopes in the order of the enum, which is the order of the documents.</summary>
    public IReadOnlyList<KeyScope> List => [.. Enum.GetValues<KeyScope>().Where(Has)];
}
