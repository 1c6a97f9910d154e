using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Takedown.Server.Tests.Harness;

namespace Takedown.Server.Tests.Delivery;

/// <summary>Who watches the log sees that a webhook fails, once, and why.</summary>
public sealed class FailingWebhookLogTests
{
    [Fact]
    public async Task A_failing_webhook_leaves_one_line_with_its_host_and_status_until_it_works_again()
    {
        var lines = new Lines();
        await using var own = new Disposable(await TestServer.StartAsync(
            services => services.AddSingleton<ILoggerProvider>(lines)));
        await using var receiver = await WebhookReceiver.AnsweringAsync(403);
        var platform = await own.Server.PushedAsync("noisy.example", $"{receiver.Url}/secret-path?token=secret-token");
        var claimant = await own.Server.ClaimantAsync();
        for (var i = 0; i < 4; i++)
        {
            var id = await claimant.AcceptAsync(Sample.Notice($"https://noisy.example/private/{i}"));
            await claimant.NoticeUntilAsync(id, n => n["delivery"].Text("status") == "failed");
        }

        var (level, line) = Assert.Single(lines.About("The webhook of "));
        Assert.Equal(LogLevel.Warning, level);
        Assert.Contains("127.0.0.1", line, StringComparison.Ordinal);
        Assert.Contains("webhook.status-403", line, StringComparison.Ordinal);
        Assert.Contains($"{platform.Id}", line, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", line, StringComparison.Ordinal);
        Assert.DoesNotContain("private", line, StringComparison.Ordinal);

        receiver.Answer = _ => Task.CompletedTask;
        await own.Server.Operator.PostAsync("/v1/operations/deliveries/retry", new { });
        await Following.WaitUntilAsync(
            async () => (await claimant.Api.GetAsync("/v1/notices?delivery=delivered")).Items.Count, n => n == 4);
        Assert.Equal(
            [LogLevel.Warning, LogLevel.Information], lines.About("The webhook of ").Select(l => l.Level));
    }

    /// <summary>Keeps what is logged.</summary>
    private sealed class Lines : ILoggerProvider, ILogger
    {
        private readonly ConcurrentQueue<(LogLevel Level, string Line)> all = new();

        public IEnumerable<(LogLevel Level, string Line)> About(string words) =>
            all.Where(l => l.Line.Contains(words, StringComparison.Ordinal));

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Information;

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception,
            Func<TState, Exception?, string> formatter) => all.Enqueue((logLevel, formatter(state, exception)));

        public void Dispose()
        {
        }
    }
}
