using Takedown.Server.Http;
using Takedown.Server.Registry;
using Takedown.Storage;

namespace Takedown.Server.Cases;

/// <summary>What a case may be opened from, such as leads. Registered by the feature that has them.</summary>
internal interface ICaseOrigin
{
    /// <summary>The field of the case's body that names them, such as <c>leads</c>.</summary>
    string Field { get; }

    /// <summary>Locks the rows that the caller may read and that are in no case, and puts them into the case.</summary>
    /// <returns>The ids it took; the others are refused by who opens the case.</returns>
    Task<IReadOnlyList<Guid>> TakeAsync(
        Session s, RegistrySnapshot registry, Caller caller, Guid caseId, IReadOnlyList<Guid> ids, DateTimeOffset now);

    /// <summary>The ids that a case was opened from.</summary>
    Task<IReadOnlyList<Guid>> OfAsync(Session s, Guid caseId);
}
