using RabbitMQ.Client;

namespace Takedown.Server.Messaging;

/// <summary>
/// The nodes of the broker, each with its own name and TLS by its own scheme. The node that answered last is tried
/// first.
/// </summary>
internal sealed class BrokerHosts(IReadOnlyList<Uri> hosts) : IEndpointResolver
{
    private volatile int first;

    public IEnumerable<AmqpTcpEndpoint> All()
    {
        var from = first;
        for (var i = 0; i < hosts.Count; i++) yield return Broker.Endpoint(hosts[(from + i) % hosts.Count]);
    }

    /// <summary>The connection that follows goes to this node first.</summary>
    public void Prefer(AmqpTcpEndpoint answered)
    {
        for (var i = 0; i < hosts.Count; i++)
        {
            var known = Broker.Endpoint(hosts[i]);
            if (known.HostName == answered.HostName && known.Port == answered.Port) first = i;
        }
    }
}
