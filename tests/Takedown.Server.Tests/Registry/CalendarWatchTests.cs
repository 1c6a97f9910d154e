using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Takedown.Server.Sandbox;
using Takedown.Server.Tests.Deadlines;
using Takedown.Server.Tests.Harness;
using Takedown.Server.Tests.Observability;

namespace Takedown.Server.Tests.Registry;

/// <summary>The operator learns in time that a calendar ends: readiness, gauge, log.</summary>
public sealed class CalendarWatchTests
{
    [Theory]
    [InlineData("2026-10-31T23:00+08", 61, false)]
    [InlineData("2026-11-01T01:00+08", 60, true)]
    [InlineData("2026-12-31T12:00+08", 0, true)]
    [InlineData("2027-01-02T12:00+08", -2, true)]
    public async Task Readiness_and_the_gauge_warn_from_sixty_days_before_the_last_day(string now, int left, bool warns)
    {
        await using var own = await YearEnd.StartAsync(YearEnd.At(now));

        var ready = (await own.Server.Anonymous.GetAsync("/healthz/ready")).Must(200).Json;
        Assert.Equal("ready", ready.Text("status"));
        Assert.Equal(warns, ready["warnings"] is not null);
        if (warns)
        {
            var warning = Assert.Single(ready["warnings"]!.AsArray())!.GetValue<string>();
            Assert.Contains("calendar CN", warning, StringComparison.Ordinal);
            Assert.Contains($"2026-12-31 ({left} days left)", warning, StringComparison.Ordinal);
            Assert.Contains("PUT /v1/calendars/CN", warning, StringComparison.Ordinal);
        }
        var scrape = await MetricsTests.ScrapeAsync(own.Server);
        Assert.Equal(left, scrape["takedown_calendar_days_left{calendar=\"CN\"}"]);
        Assert.Equal(left + 365, scrape["takedown_calendar_days_left{calendar=\"US-FEDERAL\"}"]!.Value, 1.0);
    }

    [Fact]
    public async Task The_next_version_ends_the_warning_and_a_calendar_that_nobody_uses_has_none()
    {
        await using var own = await YearEnd.StartAsync();
        var unused = YearEnd.Year2027();
        unused["to"] = "2027-01-10";
        (await own.Server.Operator.PutAsync("/v1/calendars/UNUSED", unused)).Must(200);
        await own.Server.PutAsync(YearEnd.Year2027());

        Assert.Null((await own.Server.Anonymous.GetAsync("/healthz/ready")).Must(200).Json["warnings"]);
        var scrape = await MetricsTests.ScrapeAsync(own.Server);
        Assert.Equal(366, scrape["takedown_calendar_days_left{calendar=\"CN\"}"]);
        Assert.Null(scrape["takedown_calendar_days_left{calendar=\"UNUSED\"}"]);
    }

    [Fact]
    public async Task The_log_has_one_warning_a_day()
    {
        var lines = new Lines();
        await using var own = new Disposable(await TestServer.StartAsync(
            services => services.AddSingleton<ILoggerProvider>(lines)));
        var start = YearEnd.At("2026-10-30T10:00Z");
        await own.Server.Services.GetRequiredService<SandboxStore>().AddAsync(start - await own.Server.NowAsync());
        await own.Server.RestartAsync();
        lines.All.Clear();

        await own.Server.AdvanceAsync("PT1H");
        Assert.Empty(lines.All);
        await own.Server.AdvanceAsync("P3D");
        await own.Server.AdvanceAsync("PT1H");
        await own.Server.AdvanceAsync("PT1H");
        Assert.Single(lines.All);
        await own.Server.AdvanceAsync("P1D");
        Assert.Equal(2, lines.All.Count);
        Assert.All(lines.All, l => Assert.StartsWith("Calendar CN ends on 2026-12-31", l, StringComparison.Ordinal));
    }

    /// <summary>Keeps the warnings about calendars.</summary>
    private sealed class Lines : ILoggerProvider, ILogger
    {
        public ConcurrentQueue<string> All { get; } = new();

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Warning;

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception,
            Func<TState, Exception?, string> formatter)
        {
            var line = formatter(state, exception);
            if (logLevel is LogLevel.Warning && line.Contains("Calendar", StringComparison.Ordinal)) All.Enqueue(line);
        }

        public void Dispose()
        {
        }
    }
}
