using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Npgsql;
using Takedown.Server.Tests.Executable;

namespace Takedown.Server.Tests.Faults;

/// <summary>The real server in trouble, as an operator sees it: by its log, its readiness and its answers.</summary>
internal sealed class FaultyServer(ServerProcess process) : IAsyncDisposable
{
    private readonly HttpClient http = process.Client();

    public ServerProcess Process => process;

    public static FaultyServer OnPostgres(Scratch scratch, string connectionString, params (string, string?)[] more) =>
        new(new ServerProcess(
            scratch.Path, [("Takedown__Database__Engine",
                "postgres"), ("Takedown__Database__ConnectionString", connectionString), .. more]));

    /// <summary>Starts and waits until it listens, which it does whatever it misses.</summary>
    public async Task StartAsync()
    {
        process.Start();
        await Eventually.TrueAsync(async () =>
        {
            try
            {
                using var answer = await http.GetAsync("/healthz/live");
                return answer.IsSuccessStatusCode;
            }
            catch (HttpRequestException)
            {
                return false;
            }
        }, ServerProcess.Timeout, "the server to listen");
    }

    public async Task<(HttpStatusCode Status, string Database, string Bus)> ReadinessAsync()
    {
        using var answer = await http.GetAsync("/healthz/ready");
        var parts = (await answer.Content.ReadFromJsonAsync<JsonNode>())!["parts"]!;
        return (answer.StatusCode, parts["database"]!.GetValue<string>(), parts["bus"]!.GetValue<string>());
    }

    public Task UntilReadyAsync() => Eventually.TrueAsync(
        async () => (await ReadinessAsync()).Status is HttpStatusCode.OK, ServerProcess.Timeout,
        "the server to be ready again");

    public async Task<(HttpStatusCode Status, string? Code)> CallAsync()
    {
        using var answer = await http.GetAsync("/v1/organisations");
        var body = await answer.Content.ReadFromJsonAsync<JsonNode>();
        return (answer.StatusCode, body?["code"]?.GetValue<string>());
    }

    public int Told(string text) => process.Output.Split(text).Length - 1;

    public async ValueTask DisposeAsync()
    {
        http.Dispose();
        await process.DisposeAsync();
    }

    public static async Task AdministerAsync(string connectionString, string sql)
    {
        var settings = new NpgsqlConnectionStringBuilder(connectionString) { Pooling = false };
        await using var connection = new NpgsqlConnection(settings.ConnectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }
}
