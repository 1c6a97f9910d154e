using Takedown.Contracts;
using Takedown.Server.Registry;
using Takedown.Storage;

namespace Takedown.Server.Notices;

/// <summary>
/// Something that follows from changes of notices, in the same transaction: an index, an escalation, a strike. A
/// feature adds one by registering it; consequences run in the order of registration, which is the order of the modules
/// in <c>App/Services.cs</c>.
/// </summary>
internal interface IConsequence
{
    Task ApplyAsync(Session s, IReadOnlyList<NoticeChange> changes, ActContext at);
}

/// <summary>The circumstances of a set of acts.</summary>
/// <param name="Registry">The registry they are decided by.</param>
/// <param name="Now">When.</param>
/// <param name="By">Who acts; null for the system.</param>
internal sealed record ActContext(RegistrySnapshot Registry, DateTimeOffset Now, OrganisationKind? By);
