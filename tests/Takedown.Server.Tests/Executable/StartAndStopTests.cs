using System.Net.Http.Json;
using System.Text.RegularExpressions;
using Takedown.Contracts.Json;
using Takedown.Server.Tests.Harness;

namespace Takedown.Server.Tests.Executable;

/// <summary>How the process begins and ends, as an operator's scripts see it.</summary>
[Collection(OneByOne.Name)]
public sealed partial class StartAndStopTests : IDisposable
{
    private static readonly TimeSpan OrderlyEnd = TimeSpan.FromSeconds(20);

    private readonly Scratch scratch = new();

    public void Dispose() => scratch.Dispose();

    [SqliteFact]
    public async Task A_wrong_configuration_stops_the_start_with_code_2_and_names_every_fault()
    {
        await using var server = new ServerProcess(scratch.Path,
            ("Takedown__Databse__Engine", "sqlite"),
            ("Takedown__Database__Engine", "oracle"),
            ("Takedown__Bus__Transport", "pigeon"),
            ("Takedown__Roles", "api,cook"),
            ("Takedown__OperatorKey", "short"));
        server.Start();

        Assert.Equal(2, await server.ExitAsync(ServerProcess.Timeout));

        foreach (var said in new[] { "Takedown:Databse", "'oracle'", "'pigeon'", "'cook'", "Takedown:OperatorKey has 5 "
            + "characters" })
        {
            Assert.Contains(said, server.Output, StringComparison.Ordinal);
        }
        Assert.Empty(Directory.EnumerateFileSystemEntries(scratch.Path));
    }

    [SqliteFact]
    public async Task An_operator_key_made_on_the_first_start_is_printed_once_and_works()
    {
        await using var server = new ServerProcess(scratch.Path, ("Takedown__OperatorKey", null));
        await server.StartReadyAsync();
        Assert.Equal(0, await server.StopAsync(OrderlyEnd));
        await server.StartReadyAsync();

        var key = Assert.Single(OperatorKeys().Matches(server.Output)).Value;

        using var http = server.Client(key);
        var organisations = await http.GetFromJsonAsync("/v1/organisations", TakedownJson.Default.PageOrganisationView);
        Assert.NotEmpty(organisations!.Items);
    }

    [SqliteFact]
    public async Task It_leaves_nothing_on_the_disk_but_its_database_and_logs_no_request()
    {
        await using var server = new ServerProcess(scratch.Path, ("HOME", scratch.Path));
        await server.StartReadyAsync();
        using var http = server.Client();
        using var answer = await http.GetAsync("/v1/organisations");
        Assert.Equal(0, await server.StopAsync(OrderlyEnd));

        Assert.All(
            Directory.EnumerateFileSystemEntries(scratch.Path),
            path => Assert.StartsWith("takedown.db", Path.GetFileName(path), StringComparison.Ordinal));
        Assert.DoesNotContain("/v1/organisations", server.Output, StringComparison.Ordinal);
    }

    [SqliteFact]
    public async Task SIGTERM_ends_the_process_in_time_with_code_0_though_a_long_poll_is_open()
    {
        await using var server = new ServerProcess(scratch.Path);
        await server.StartReadyAsync();
        var platform = await server.RegisterPlatformAsync("video.example");
        // It went out first: by the time a later request has been answered, the server has it too.
        var poll = platform.Http.GetAsync("/v1/inbox?wait=30");
        using var now = await platform.Http.GetAsync("/v1/inbox?wait=0");
        Assert.False(poll.IsCompleted);

        Assert.Equal(0, await server.StopAsync(OrderlyEnd));

        // The reader gets its empty page and not a cut connection.
        using var answer = await poll;
        var page = await answer.Content.ReadFromJsonAsync(TakedownJson.Default.PageInboxItem);
        Assert.Empty(page!.Items);
    }

    [GeneratedRegex("tk_operator_[0-9a-f]+", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex OperatorKeys();
}
