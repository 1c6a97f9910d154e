namespace Takedown.Core.SharedTargets;

/// <summary>Who submitted a notice, or wants to confirm it.</summary>
/// <param name="Person">The person of the key; null for a key of the organisation itself.</param>
/// <param name="KeyLine">The first key of those that replaced each other: they are in the same hands.</param>
public readonly record struct Confirmer(Guid? Person, Guid KeyLine)
{
    /// <summary>Whether this is a second person. Where one of the two is not known, another key counts.</summary>
    public bool IsOtherThan(Confirmer first) =>
        Person is { } second && first.Person is { } one ? one != second : KeyLine != first.KeyLine;
}
