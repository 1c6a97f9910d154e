using Takedown.Contracts;
using Takedown.Storage;

namespace Takedown.Server.Transparency;

/// <summary>
/// What bodies publish, as everybody reads it, oldest first: typical cases, exposures, penalties and warnings. The
/// composition registers it; it is asked where the public record is in MongoDB.
/// </summary>
/// <param name="s">A read of the database.</param>
/// <param name="now">What is public at this time.</param>
/// <param name="after">The last id of the page before.</param>
/// <param name="take">Publications of a page.</param>
internal delegate Task<IReadOnlyList<PublicNotice>> PublicationSource(
    Session s, DateTimeOffset now, Guid after, int take);
