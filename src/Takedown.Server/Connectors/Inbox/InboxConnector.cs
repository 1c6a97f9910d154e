using Takedown.Contracts;
using Takedown.Server.Http;
using Takedown.Server.Registry;

namespace Takedown.Server.Connectors.Inbox;

/// <summary>The <c>inbox</c> connector: the platform pulls its notices. It has no settings.</summary>
internal sealed class InboxConnector : IConnector
{
    public ConnectorKind Kind => ConnectorKind.Inbox;

    public IEnumerable<InputFault> Check(ConnectorInput input) => [];

    public Organisation Configure(Organisation platform, ConnectorInput? input) =>
        platform with { ConnectorUrl = null, ConnectorQueue = null, Secret = null };
}
