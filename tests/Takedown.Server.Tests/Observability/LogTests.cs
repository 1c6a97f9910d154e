using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Dapper;
using Microsoft.Data.Sqlite;
using Takedown.Contracts;
using Takedown.Server.Tests.Executable;
using Takedown.Server.Tests.Harness;

namespace Takedown.Server.Tests.Observability;

/// <summary>
/// Logs are kept, shipped and read by many: they name things by their ids, also where things go wrong.
/// </summary>
[Collection(Processes.Name)]
public sealed class LogTests : IDisposable
{
    /// <summary>Recognisable, and in every place that takes a text.</summary>
    private static readonly string[] Personal =
    [
        "Wilhelmina", "Quicksilver", "quicksilver@person.example", "Elm-Street-17", "secret-song", "uploader-zebra",
        "Zebra-Display", "hidden-page", "whispered-words", "signed-by-hand", "ref-marmalade",
    ];

    private readonly Scratch scratch = new();

    public void Dispose() => scratch.Dispose();

    [SqliteFact]
    public async Task Whatever_fails_the_log_holds_no_name_address_url_text_or_key_and_can_be_JSON()
    {
        await using var failing = await WebhookReceiver.AnsweringAsync(500);
        await using var server = new ServerProcess(scratch.Path,
            ("Logging__Console__FormatterName", "json"), ("Takedown__Webhooks__AllowPrivateAddresses", "true"),
            ("Takedown__Webhooks__Pause", "00:00:00.01"));
        await server.StartReadyAsync();
        var claimant = await server.RegisterAsync(new()
        {
            Kind = OrganisationKind.Claimant,
            Name = "Wilhelmina Quicksilver",
            Country = "CN",
            Email = "quicksilver@person.example",
            Address = "Elm-Street-17",
        });
        await server.RegisterPlatformAsync("pulled.example");
        foreach (var (host, url) in new[]
        {
            ("failing.example", failing.Url + "/hidden-page"),
            ("gone.example", "http://127.0.0.1:1/hidden-page"),
        })
        {
            await server.RegisterAsync(new()
            {
                Kind = OrganisationKind.Platform, Name = "Wilhelmina", Region = "CN-110000", Country = "CN",
                Hosts = [host], ServiceType = "hosting", Regime = "cn-copyright",
                Connector = new() { Kind = ConnectorKind.Webhook, Url = url },
            });
        }

        // What platforms refuse, what nobody can read, who has no key, what is not there.
        foreach (var host in new[] { "failing", "gone", "nobody" }) await SendAsync(claimant, Notice(host));
        await SendAsync(
            claimant, Notice("pulled").Replace("\"music\"", "{\"whispered-words\":1}", StringComparison.Ordinal));
        await SendAsync(claimant, "{\"clientRef\":\"ref-marmalade\",");
        await SendAsync(
            claimant, "{\"notices\":[{\"clientRef\":\"ref-marmalade\",\"secret-song\":", "application/json");
        using var stranger = server.Client("tk_claimant_whispered-words");
        foreach (var http in new[] { stranger, claimant.Http })
        {
            foreach (var path in new[]
            {
                "/v1/notices?state=whispered-words",
                "/v1/people/Wilhelmina",
                "/v1/batches/hidden-page",
            }) (await http.GetAsync(path)).Dispose();
        }
        await Eventually.TrueAsync(
            () => Task.FromResult(failing.All.Count > 0), ServerProcess.Timeout, "the webhook to be tried");
        // A delivery that throws, to the last of its tries; then intake itself.
        await BreakAsync("platform_seqs");
        Assert.Equal(HttpStatusCode.Accepted, await SendAsync(claimant, Notice("pulled")));
        await Eventually.TrueAsync(
            () => Task.FromResult(server.Output.Contains("R-FAULT", StringComparison.Ordinal)), ServerProcess.Timeout,
            "the delivery to be given up");
        await BreakAsync("notice_contents");
        Assert.Equal(
            HttpStatusCode.InternalServerError,
            await SendAsync(claimant, Notice("pulled").Replace("/1", "/2", StringComparison.Ordinal)));
        Assert.Equal(0, await server.StopAsync(TimeSpan.FromSeconds(10)));

        foreach (var secret in Personal.Append(claimant.Key).Append(ServerProcess.OperatorKey).Append("tk_claimant"))
        {
            Assert.False(
                server.Output.Contains(secret, StringComparison.OrdinalIgnoreCase),
                $"{secret} is in the log:\n{server.Output}");
        }
        var lines = server.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(l => JsonDocument.Parse(l).RootElement).ToList();
        Assert.All(lines, l => Assert.True(l.TryGetProperty("LogLevel", out _)
            && l.TryGetProperty("Category", out _)
            && l.TryGetProperty("Message", out _)));
        Assert.Contains(lines, l => l.GetProperty("LogLevel").GetString() == "Error");
    }

    private static string Notice(string host) =>
        $$$"""
        {"clientRef":"ref-marmalade","work":{"title":"secret-song","type":"music"},
        "target":{"url":"https://{{{host}}}.example/hidden-page/1",
        "account":{"id":"uploader-zebra","name":"Zebra-Display"}},
        "rightsHolder":{"name":"Wilhelmina Quicksilver","contact":"Elm-Street-17"},"explanation":"whispered-words",
        "signature":"signed-by-hand",
        "evidence":[{"kind":"screenshot","url":"https://evidence.example/hidden-page"}]}
        """.ReplaceLineEndings(" ") + "\n";

    private static async Task<HttpStatusCode> SendAsync(
        Registered claimant, string body, string type = "application/x-ndjson")
    {
        using var content = new StringContent(body, Encoding.UTF8, MediaTypeHeaderValue.Parse(type));
        using var answer = await claimant.Http.PostAsync("/v1/batches", content);
        return answer.StatusCode;
    }

    private async Task BreakAsync(string table)
    {
        await using var store = new SqliteConnection($"Data Source={Path.Combine(scratch.Path, "takedown.db")}");
        await store.ExecuteAsync($"PRAGMA busy_timeout = 10000; ALTER TABLE {table} RENAME TO {table}_gone");
    }
}
