using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Takedown.Server.Tests.Executable;
using Takedown.Server.Tests.Harness;

namespace Takedown.Server.Tests.Observability;

/// <summary>The built server with OpenTelemetry's standard variables, and a collector that keeps everything.</summary>
[Collection(OneByOne.Name)]
public sealed class OtlpTests : IDisposable
{
    private readonly Scratch scratch = new();

    public void Dispose() => scratch.Dispose();

    [SqliteFact]
    public async Task Traces_and_metrics_reach_the_collector_by_the_time_the_server_has_ended()
    {
        await using var collector = await Collector.StartAsync();
        await using var server = Server(collector.Url);
        await server.StartReadyAsync();
        await server.RegisterPlatformAsync("exported.example");
        var claimant = await server.RegisterClaimantAsync("Private Name Ltd");
        var notices = new NoticeLines("exported", 5, ["exported.example"]);
        using (var answer = await claimant.Http.PostAsync("/v1/batches", notices))
        {
            Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
        }
        using var http = server.Client();
        await Eventually.TrueAsync(
            async () => (await http.GetStringAsync("/metrics"))
                .Contains("takedown_undelivered{} 0\n", StringComparison.Ordinal),
            ServerProcess.Timeout, "the delivery");

        Assert.Equal(0, await server.StopAsync(TimeSpan.FromSeconds(20)));

        var traces = collector.Received("/v1/traces");
        foreach (var wanted in new[]
        {
            "service.name", "takedown", "takedown.roles", "Microsoft.AspNetCore", "POST /v1/batches",
            "http.response.status_code", "MassTransit", "dispatch", "deliver inbox",
        })
        {
            Assert.Contains(wanted, traces, StringComparison.Ordinal);
        }
        var metrics = collector.Received("/v1/metrics");
        foreach (var wanted in new[]
        {
            "takedown.intake.items", "takedown.delivery.lag", "http.server.request.duration",
            "dotnet.process.memory.working_set",
        })
        {
            Assert.Contains(wanted, metrics, StringComparison.Ordinal);
        }
        foreach (var secret in new[] { "Private Name", "exported.example", ServerProcess.OperatorKey, claimant.Key })
        {
            Assert.DoesNotContain(secret, traces + metrics, StringComparison.Ordinal);
        }
    }

    [SqliteFact]
    public async Task A_collector_that_is_not_there_delays_no_end()
    {
        await using var server = Server("http://127.0.0.1:1");
        await server.StartReadyAsync();
        var stopped = Stopwatch.GetTimestamp();
        Assert.Equal(0, await server.StopAsync(TimeSpan.FromSeconds(20)));
        Assert.True(Stopwatch.GetElapsedTime(stopped) < TimeSpan.FromSeconds(9));
    }

    private ServerProcess Server(string collector) => new(scratch.Path,
        ("OTEL_EXPORTER_OTLP_ENDPOINT", collector), ("OTEL_EXPORTER_OTLP_PROTOCOL", "http/protobuf"),
        ("OTEL_BSP_SCHEDULE_DELAY", "200"));

    private sealed class Collector : IAsyncDisposable
    {
        private readonly ConcurrentQueue<(string Path, string Body)> received = new();
        private readonly WebApplication app;

        private Collector(WebApplication app) => this.app = app;

        public string Url => app.Urls.Single();

        public static async Task<Collector> StartAsync()
        {
            var builder = WebApplication.CreateSlimBuilder();
            builder.WebHost.UseUrls("http://127.0.0.1:0");
            builder.Logging.ClearProviders();
            var collector = new Collector(builder.Build());
            collector.app.Run(collector.TakeAsync);
            await collector.app.StartAsync();
            return collector;
        }

        /// <summary>The texts in protobuf stand as they are.</summary>
        public string Received(string path) => string.Concat(received.Where(r => r.Path == path).Select(r => r.Body));

        public ValueTask DisposeAsync() => app.DisposeAsync();

        private async Task TakeAsync(HttpContext http)
        {
            using var body = new MemoryStream();
            await http.Request.Body.CopyToAsync(body);
            received.Enqueue((http.Request.Path, Encoding.UTF8.GetString(body.ToArray())));
        }
    }
}
