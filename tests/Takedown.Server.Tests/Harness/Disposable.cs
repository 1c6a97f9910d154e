namespace Takedown.Server.Tests.Harness;

/// <summary>A server of one test's own.</summary>
internal sealed record Disposable(TestServer Server) : IAsyncDisposable
{
    public static async Task<Disposable> StartAsync(params (string Key, string Value)[] settings) =>
        new(await TestServer.StartAsync(settings));

    public static async Task<Disposable> StartAsync(TestStore store, params (string Key, string Value)[] settings) =>
        new(await TestServer.StartAsync(store, settings));

    public async ValueTask DisposeAsync() => await Server.DisposeAsync();
}
