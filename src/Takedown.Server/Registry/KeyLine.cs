namespace Takedown.Server.Registry;

/// <summary>
/// The keys that came from one another: each made the next without the scope <c>register</c>. Two of a line may be
/// active, one and its successor.
/// </summary>
internal static class KeyLine
{
    /// <summary>All keys of the line of a key, the first one first.</summary>
    public static IReadOnlyList<StoredKey> Of(IReadOnlyList<StoredKey> keys, Guid id)
    {
        var known = keys.ToDictionary(k => k.Id);
        if (!known.TryGetValue(id, out var first)) return [];
        while (first.RotatedFrom is { } from && known.TryGetValue(from, out var former)) first = former;
        return [first, .. After(keys, first.Id)];
    }

    /// <summary>The keys that came from a key.</summary>
    public static IEnumerable<StoredKey> After(IReadOnlyList<StoredKey> keys, Guid id) =>
        keys.Where(k => k.RotatedFrom == id).SelectMany(k => After(keys, k.Id).Prepend(k));
}
