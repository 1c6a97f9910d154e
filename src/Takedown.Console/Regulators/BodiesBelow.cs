using Takedown.Contracts;

namespace Takedown.Screens.Regulators;

/// <summary>Which bodies a body may hand down to, as a choice; the server decides.</summary>
internal static class BodiesBelow
{
    public static bool Contains(IReadOnlyList<BodyView> all, Guid above, BodyView body)
    {
        var upper = all.FirstOrDefault(b => b.Id == above);
        if (upper is null || upper.Id == body.Id) return false;
        return body.ParentId is { } parent
            ? parent == above || (all.FirstOrDefault(b => b.Id == parent) is { } next && Contains(all, above, next))
            : upper.Region != body.Region && body.Region.StartsWith(Stem(upper.Region), StringComparison.Ordinal);
    }

    /// <summary>Province and prefecture codes end in pairs of zeros: CN-530000 begins all of CN-53.</summary>
    private static string Stem(string region)
    {
        while (region.Length > 5 && region.EndsWith("00", StringComparison.Ordinal)) region = region[..^2];
        return region;
    }
}
