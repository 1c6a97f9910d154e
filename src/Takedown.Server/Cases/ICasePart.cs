using System.Text.Json.Nodes;
using Takedown.Storage;

namespace Takedown.Server.Cases;

/// <summary>
/// What a feature has about a case: shown with it, written into its package, and asked before it is closed.
/// </summary>
internal interface ICasePart
{
    /// <summary>Its name in the package, such as <c>information-requests</c>.</summary>
    string Name { get; }

    /// <summary>The part as JSON; null where the case has none.</summary>
    Task<JsonNode?> OfAsync(Session s, Guid caseId);

    /// <summary>
    /// The code of what forbids closing the case, such as <c>transfer.open</c>; null where nothing does.
    /// </summary>
    Task<string?> ObstacleAsync(Session s, Guid caseId);
}
