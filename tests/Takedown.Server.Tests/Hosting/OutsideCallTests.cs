using System.Collections.Concurrent;
using System.Diagnostics.Tracing;
using System.Net;
using System.Net.Sockets;
using MassTransit;
using Microsoft.Extensions.DependencyInjection;
using Takedown.Server.Tests.Executable;
using Takedown.Server.Tests.Harness;

namespace Takedown.Server.Tests.Hosting;

/// <summary>A running server calls nobody whom its configuration does not name.</summary>
[Collection(OneByOne.Name)]
public sealed class OutsideCallTests
{
    [Fact]
    public async Task A_server_resolves_no_name_and_connects_nowhere_from_its_start_to_its_end()
    {
        using var recorder = new NetworkRecorder();
        // What the bus would report after some minutes, or when it stops, it would report now.
        var server = await TestServer.StartAsync(services => services.Configure<UsageTelemetryOptions>(telemetry =>
        {
            telemetry.ReportDelay = TimeSpan.FromMilliseconds(1);
            telemetry.ReportOnShutdown = true;
        }));
        var (_, claimant, id) = await server.DeliveredAsync("quiet.example");
        Assert.Equal("delivered", await claimant.StateAsync(id));
        (await server.Anonymous.GetAsync("/healthz/ready")).Must(200);
        (await server.Anonymous.GetAsync("/metrics")).Must(200);
        await server.DisposeAsync();

        Assert.Empty(recorder.Heard);
    }

    [Fact]
    public async Task The_recorder_hears_who_is_called()
    {
        using var recorder = new NetworkRecorder();
        await Assert.ThrowsAnyAsync<SocketException>(() => Dns.GetHostAddressesAsync("nobody.invalid"));
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        using var limit = new CancellationTokenSource(TimeSpan.FromMilliseconds(50), TimeProvider.System);
        // An address reserved for documentation: nobody has it.
        await Record.ExceptionAsync(
            async () => await socket.ConnectAsync(new IPEndPoint(IPAddress.Parse("192.0.2.1"), 443), limit.Token));

        Assert.Contains("nobody.invalid", recorder.Heard);
        Assert.Contains(recorder.Heard, call => call.Contains("192,0,2,1", StringComparison.Ordinal));
    }

    /// <summary>Names that are resolved and addresses that are connected to, other than this machine.</summary>
    private sealed class NetworkRecorder : EventListener
    {
        private static readonly HashSet<string> Known = ["localhost", "127.0.0.1", "::1"];

        /// <summary>The socket address of 127.0.0.1, as the event writes it.</summary>
        private const string Loopback = "127,0,0,1";

        private readonly ConcurrentQueue<string> heard = [];

        public IReadOnlyCollection<string> Heard => heard;

        protected override void OnEventSourceCreated(EventSource source)
        {
            if (source.Name is "System.Net.NameResolution" or "System.Net.Sockets")
                EnableEvents(source, EventLevel.Informational);
        }

        protected override void OnEventWritten(EventWrittenEventArgs written)
        {
            if (written.EventName is not ("ResolutionStart" or "ConnectStart")) return;
            var whom = written.Payload?[0]?.ToString() ?? "";
            if (!Known.Contains(whom) && !whom.Contains(Loopback, StringComparison.Ordinal)) heard.Enqueue(whom);
        }
    }
}
