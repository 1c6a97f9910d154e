using System.Net.Security;
using System.Security.Authentication;
using Takedown.Server.Messaging;

namespace Takedown.Server.Tests.Messaging;

/// <summary>How the nodes of a broker are connected to.</summary>
[Trait("Database", "unused")]
public sealed class BrokerHostsTests
{
    [Theory]
    [InlineData("amqps://u:p@mq-1/", 5671)]
    [InlineData("amqps://u:p@mq-1:5681/", 5681)]
    public void TLS_is_chosen_by_the_scheme_on_any_port_and_checks_the_name_and_the_chain(string uri, int port)
    {
        var endpoint = Broker.Endpoint(new(uri));

        Assert.Equal(("mq-1", port), (endpoint.HostName, endpoint.Port));
        Assert.Equal((true, "mq-1"), (endpoint.Ssl.Enabled, endpoint.Ssl.ServerName));
        Assert.Equal(SslPolicyErrors.None, endpoint.Ssl.AcceptablePolicyErrors);
        // The system chooses: a broker may take TLS 1.3 only.
        Assert.Equal(SslProtocols.None, endpoint.Ssl.Version);
    }

    [Fact]
    public void Without_it_nothing_is_encrypted_whatever_the_port()
    {
        var endpoint = Broker.Endpoint(new("amqp://u:p@mq-1:5671/"));
        Assert.Equal((5671, false), (endpoint.Port, endpoint.Ssl.Enabled));
    }

    [Fact]
    public void Each_node_is_asked_for_its_own_name_and_the_one_that_answered_is_asked_first()
    {
        var hosts = new BrokerHosts([new("amqps://mq-1/"), new("amqps://mq-2:5681/"), new("amqps://mq-3/")]);
        Assert.Equal(["mq-1 mq-1", "mq-2 mq-2", "mq-3 mq-3"], Order(hosts));

        hosts.Prefer(Broker.Endpoint(new("amqps://mq-2:5681/")));
        Assert.Equal(["mq-2 mq-2", "mq-3 mq-3", "mq-1 mq-1"], Order(hosts));
    }

    private static IEnumerable<string> Order(BrokerHosts hosts) =>
        hosts.All().Select(e => $"{e.HostName} {e.Ssl.ServerName}");
}
