using Takedown.Server.Figures;
using Takedown.Storage;

namespace Takedown.Server.Intake;

/// <summary>
/// Recognises notices about what was uploaded again after its removal. The look-up is one for all items of a
/// transaction and travels with a statement that is sent anyway.
/// </summary>
internal static class Reuploads
{
    /// <returns>Notices whose removal may make items re-uploads; filled by the next awaited statement.</returns>
    public static Task<IReadOnlyList<Guid>> FindAsync(Session s, IReadOnlyList<Submission> all)
    {
        HashSet<long> works =
            [.. all.SelectMany(b => b.Items).Select(i => i.Route?.Uploaded).OfType<long>()];
        return RemovedWorks.FindAsync(s, works, all[0].Now);
    }

    /// <summary>Links the notices that are re-uploads, and raises their tier.</summary>
    public static async Task LinkAsync(Session s, List<NewNotice> accepted, IReadOnlyList<Guid> removed)
    {
        if (removed.Count == 0) return;
        var standing = await RemovedWorks.StandingAsync(s, removed);
        for (var i = 0; i < accepted.Count; i++)
        {
            var route = accepted[i].Route;
            if (route.Uploaded is { } work && standing.TryGetValue((route.Platform.Id, work), out var former))
                accepted[i] = accepted[i].Again(former);
        }
    }
}
