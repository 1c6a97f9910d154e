using Takedown.Core.Transparency;
using Takedown.Storage;

namespace Takedown.Server.Transparency;

/// <summary>
/// What was decided about single notices: registered by the module that has such decisions, asked by the projector.
/// </summary>
/// <param name="s">A read of the database.</param>
/// <param name="notices">Ids of notices.</param>
/// <param name="usual">The profile of all others.</param>
/// <returns>The profiles of the notices about which something was decided.</returns>
internal delegate Task<IReadOnlyDictionary<Guid, ReleaseProfile>> ReleaseLookup(
    Session s, IReadOnlyCollection<Guid> notices, ReleaseProfile usual);

/// <summary>Whether a request may read whole URLs; without any registered, nobody may.</summary>
internal delegate Task<bool> WholeUrlCheck(HttpContext http);
