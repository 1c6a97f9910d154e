using Takedown.Contracts;
using Takedown.Server.Registry;
using Takedown.Storage;

namespace Takedown.Server.Notices;

/// <summary>
/// A follow-up of changed notices in the same transaction, such as an index row, an escalation or a strike. A feature
/// adds a consequence by registering it. Consequences run in the order of registration, which is the order of the
/// modules in <c>App/Services.cs</c>.
/// </summary>
internal interface IConsequence
{
    Task ApplyAsync(Session s, IReadOnlyList<NoticeChange> changes, ActContext at);
}

/// <summary>Context of a set of commands.</summary>
/// <param name="Registry">Registry snapshot for the decisions.</param>
/// <param name="Now">Time of the commands.</param>
/// <param name="By">Kind of the acting organisation; null for the system.</param>
internal sealed record ActContext(RegistrySnapshot Registry, DateTimeOffset Now, OrganisationKind? By);
