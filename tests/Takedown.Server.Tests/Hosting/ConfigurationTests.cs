using Takedown.Server.Hosting;
using Microsoft.Extensions.Configuration;
using Takedown.Server.Tests.Harness;

namespace Takedown.Server.Tests.Hosting;

/// <summary>Bad or unknown settings stop the start, all named at once.</summary>
public sealed class ConfigurationTests
{
    [Fact]
    public void Nothing_set_is_the_embedded_default()
    {
        var options = Read();
        Assert.Equal(
            ("sqlite", "memory", "all", false, null),
            (options.Database.Engine, options.Bus.Transport, options.Roles, options.Sandbox, options.OperatorKey));
        Assert.False(options.Webhooks.AllowPrivateAddresses);
    }

    [Theory]
    [InlineData("Sandbocks", "true", "Takedown:Sandbocks")]
    [InlineData("Database:Engin", "sqlite", "Takedown:Database:Engin")]
    [InlineData("Webhooks:Retries", "3", "Takedown:Webhooks:Retries")]
    [InlineData("Database:Engine", "mongodb", "'mongodb'")]
    [InlineData("Database:ConnectionString", "", "Takedown:Database:ConnectionString")]
    [InlineData("Database:ConnectionString", "nonsense", "Takedown:Database:ConnectionString")]
    [InlineData("Database:ConnectionString", "Host=db;Port=1", "Takedown:Database:ConnectionString")]
    [InlineData("Bus:Transport", "pigeon", "'pigeon'")]
    [InlineData("Evidence:Store", "tape", "Takedown:Evidence:Store is 'tape'")]
    [InlineData("Transparency:Store", "paper", "Takedown:Transparency:Store is 'paper'")]
    [InlineData("Evidence:Store", "mongodb", "Takedown:Mongo:ConnectionString must be mongodb://")]
    [InlineData("Transparency:Store", "mongodb", "Takedown:Mongo:ConnectionString must be mongodb://")]
    [InlineData("Mongo:ConnectionString", "mongodb://db/takedown", "Takedown:Mongo:ConnectionString is allowed if")]
    [InlineData("Roles", "public", "Takedown:Transparency:Store must be mongodb")]
    [InlineData("Roles", "records", "only the process that takes a notice can deliver it")]
    [InlineData("Roles", "api", "only the process that takes a notice can deliver it")]
    [InlineData("Roles", "connectors,deadlines", "only the process that takes a notice can deliver it")]
    [InlineData("Roles", "deadlines", "only the process that takes a notice can deliver it")]
    [InlineData("Roles", "", "Takedown:Roles is empty")]
    [InlineData("Roles", "api,cook", "'cook'")]
    [InlineData("OperatorKey", "short", "Takedown:OperatorKey has 5 characters")]
    [InlineData("OperatorKey", "", "Takedown:OperatorKey has 0 characters")]
    [InlineData("OperatorKey", "has a space in it 0123456789012345678", "printable ASCII")]
    [InlineData("OperatorKey", "密钥密钥密钥密钥密钥密钥密钥密钥密钥密钥密钥密钥密钥密钥密钥密钥", "printable ASCII")]
    [InlineData("OperatorKey", "a\u0001control-character-0123456789-0123456789", "printable ASCII")]
    [InlineData("OperatorKey", "change-me-change-me-change-me-change-me", "Takedown:OperatorKey can be guessed")]
    [InlineData("OperatorKey", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "Takedown:OperatorKey can be guessed")]
    [InlineData("OperatorKey", "0123456789abcdef0123456789abcdef0123456789", "Takedown:OperatorKey can be guessed")]
    [InlineData(
        "OperatorKey", "tk_operator_c2f1a09b7e5d48836a1f0c9e2b7d4f6180a3c5e7f9b1d2046e8a0c3f5b7d9e1100000000",
        "its checksum is wrong")]
    [InlineData("SignIn:Audience", "takedown", "require Takedown:SignIn:Authority")]
    [InlineData("OperatorKey_FILE", "/nowhere/at/all", "Takedown:OperatorKey_FILE names a file that cannot be read")]
    [InlineData("Sandbox_FILE", "/etc/hostname", "Takedown:Sandbox_FILE is not a setting")]
    [InlineData("Nothing_FILE", "/etc/hostname", "Takedown:Nothing_FILE is not a setting")]
    [InlineData("Sandbox", "maybe", "Takedown:Sandbox")]
    [InlineData("Webhooks:Timeout", "soon", "Takedown:Webhooks:Timeout")]
    [InlineData("Transparency:Store", "file", "Takedown:Transparency:Store")]
    [InlineData("Transparency:Publish", "all", "Takedown:Transparency:Publish")]
    [InlineData("Transparency:Delay", "-00:00:01", "Takedown:Transparency:Delay")]
    [InlineData("Transparency:Retention", "00:00:00", "Takedown:Transparency:Retention")]
    [InlineData("Webhooks:Timeout", "00:00:00", "Takedown:Webhooks:Timeout")]
    [InlineData("Webhooks:Timeout", "00:03:00", "Takedown:Webhooks:Timeout")]
    [InlineData("Webhooks:Attempts", "0", "Takedown:Webhooks:Attempts")]
    [InlineData("Webhooks:Attempts", "many", "Takedown:Webhooks:Attempts")]
    [InlineData("Webhooks:Pause", "-00:00:01", "Takedown:Webhooks:Pause")]
    public void A_setting_that_cannot_be_is_named(string key, string value, string named)
    {
        var fault = Assert.Single(Assert.Throws<ConfigurationException>(() => Read((key, value))).Faults);
        Assert.Contains(named, fault, StringComparison.Ordinal);
    }

    [Fact]
    public void A_key_that_would_be_read_as_a_token_is_named_where_people_sign_in()
    {
        const string like = "eyJhbGciOiJSUzI1NiJ9.c2f1a09b7e5d48836a1f0c9e.2b7d4f6180a3c5e7f9b1";
        Assert.Equal(like, Read(("OperatorKey", like)).OperatorKey);
        var fault = Assert.Single(Assert.Throws<ConfigurationException>(() => Read(
            ("OperatorKey", like), ("SignIn:Authority", "https://people.example"), ("SignIn:Audience", "takedown")))
            .Faults);
        Assert.Contains("looks like a token", fault, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("http://guest:guest@mq-1/")]
    [InlineData("amqp://guest:guest@mq-1:5672/,mq-2:5672")]
    [InlineData("amqp://guest:guest@mq-1:5672/,http//oops x")]
    [InlineData("amqp://guest:guest@mq-1:5672/,")]
    public void Every_host_of_the_broker_has_to_be_one(string? uri) =>
        Assert.Contains("Takedown:Bus:Uri", Assert.Single(Assert.Throws<ConfigurationException>(
            () => Read(("Bus:Transport", "rabbitmq"), ("Bus:Uri", uri!))).Faults), StringComparison.Ordinal);

    [Theory]
    [InlineData("", "must be mongodb://")]
    [InlineData("nonsense", "is not a valid connection string")]
    [InlineData("mongodb://", "is not a valid connection string")]
    [InlineData("mongodb://takedown:hidden@db:port/takedown", "is not a valid connection string")]
    [InlineData("mongodb://takedown:hidden@db-1,db-2/?replicaSet=rs0", "names no database")]
    [InlineData("mongodb://takedown:hidden@db/takedown?w=1", "has another w than majority")]
    [InlineData("mongodb://takedown:hidden@db/takedown?socketTimeoutMS=soon", "is not a valid connection string")]
    public void The_string_of_MongoDB_has_to_be_one_and_is_never_repeated(string text, string named)
    {
        var fault = Assert.Single(Assert.Throws<ConfigurationException>(() => Read(
            ("Transparency:Store", "mongodb"), ("Mongo:ConnectionString", text))).Faults);
        Assert.StartsWith("Takedown:Mongo:ConnectionString " + named, fault, StringComparison.Ordinal);
        Assert.DoesNotContain("hidden", fault, StringComparison.Ordinal);
    }

    [Fact]
    public void A_process_that_is_public_only_has_the_record_in_MongoDB_and_no_bus()
    {
        (string, string)[] settings =
        [
            ("Roles", "public"), ("Transparency:Store", "mongodb"),
            ("Mongo:ConnectionString", "mongodb://public:hidden@db-1,db-2/takedown?replicaSet=rs0&w=majority"),
        ];
        var options = Read(settings);
        Assert.True(options.IsPublicOnly && options.Runs("public") && !options.Runs("records") && !options.Runs("api"));
        Assert.True(Read().Runs("public") && Read().Runs("records") && !Read().IsPublicOnly);
        Assert.Contains("opens no bus", Assert.Single(Assert.Throws<ConfigurationException>(() => Read(
            [.. settings, ("Bus:Transport", "rabbitmq"), ("Bus:Uri", Nowhere)])).Faults), StringComparison.Ordinal);
    }

    [Fact]
    public void An_operator_key_longer_than_any_that_would_be_accepted_is_a_fault()
    {
        var key = string.Concat(Enumerable.Range(1000, 126).Select(i => $"{i}"))[..501];
        Assert.Contains("At most 500", Assert.Single(Assert.Throws<ConfigurationException>(
            () => Read(("OperatorKey", key))).Faults), StringComparison.Ordinal);
        Assert.Equal(key[..500], Read(("OperatorKey", key[..500])).OperatorKey);
    }

    [Fact]
    public void A_weak_operator_key_is_for_sandboxes() => Assert.StartsWith(
        "change-me",
        Read(("OperatorKey", "change-me-change-me-change-me-change-me"), ("Sandbox", "true")).OperatorKey,
        StringComparison.Ordinal);

    [Theory]
    [InlineData("http://login.example", "takedown")]
    [InlineData("login.example", "takedown")]
    [InlineData("https://login.example", null)]
    [InlineData("https://login.example", "")]
    public void A_sign_in_provider_needs_https_and_an_audience(string authority, string? audience) =>
        Assert.Single(Assert.Throws<ConfigurationException>(
            () => Read(("SignIn:Authority", authority), ("SignIn:Audience", audience!))).Faults);

    [Theory]
    [InlineData("OperatorKey", "a-key-from-a-file-0123456789abcdef")]
    [InlineData("Database:ConnectionString", "Data Source=from-a-file.db")]
    [InlineData("Bus:Uri", "amqp://guest:secret@mq-1:5672/")]
    public void A_text_setting_is_read_from_a_file(string name, string value)
    {
        var path = Path.GetTempFileName();
        try
        {
            File.WriteAllText(path, value + "\n");
            var options = Read((name + "_FILE", path), ("Bus:Transport", name == "Bus:Uri" ? "rabbitmq" : "memory"));
            Assert.Contains(value, new[] { options.OperatorKey, options.Database.ConnectionString, options.Bus.Uri });
            Assert.Contains("both set", Assert.Single(Assert.Throws<ConfigurationException>(() => Read(
                (name + "_FILE", path), (name, value),
                ("Bus:Transport", name == "Bus:Uri" ? "rabbitmq" : "memory"))).Faults), StringComparison.Ordinal);
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public void All_faults_are_told_at_once_and_also_beside_one_that_has_the_wrong_type()
    {
        var error = Assert.Throws<ConfigurationException>(() => Read(
            ("Unknown", "1"), ("Sandbox", "maybe"), ("Database:Engine", "mongodb"), ("Roles", "cook"),
            ("OperatorKey", "short"), ("Webhooks:Attempts", "99")));
        foreach (var named in new[]
        {
            "Takedown:Unknown",
            "Takedown:Sandbox",
            "mongodb",
            "cook",
            "Takedown:OperatorKey",
            "Takedown:Webhooks:Attempts",
        })
        {
            Assert.Contains(named, error.Message, StringComparison.Ordinal);
        }
        Assert.DoesNotContain("'short'", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Host=db-1,db-2;Database=t", false)]
    [InlineData("Host=db-1:5432,db-2:5433;Database=t;Target Session Attributes=read-write", false)]
    [InlineData("Host=db-1,db-2;Database=t;Target Session Attributes=prefer-primary", false)]
    [InlineData("Host=db-1,db-2;Database=t;Target Session Attributes=primary", true)]
    [InlineData("Host=db-1,db-2;Database=t;TargetSessionAttributes=Primary", true)]
    [InlineData("Host=db-1;Database=t", true)]
    public void Several_hosts_of_a_database_need_the_attribute_with_which_a_failover_works(string text, bool taken)
    {
        var faults = Faults(("Database:Engine", "postgres"), ("Database:ConnectionString", text));
        if (taken) Assert.Empty(faults);
        else Assert.EndsWith("Add: Target Session Attributes=primary", Assert.Single(faults), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("all", "api connectors deadlines")]
    [InlineData("api", "api")]
    [InlineData(" api , deadlines ", "api deadlines")]
    public void Roles_are_a_list(string roles, string runs)
    {
        var options = Read(("Roles", roles), ("Bus:Transport", "rabbitmq"), ("Bus:Uri", Nowhere));
        Assert.Equal(runs.Split(' '), new[] { "api", "connectors", "deadlines" }.Where(options.Runs));
    }

    [Fact]
    public async Task A_server_with_a_fault_in_its_settings_does_not_start() =>
        await Assert.ThrowsAsync<ConfigurationException>(() => TestServer.StartAsync(("Takedown:Roles", "cook")));

    [Fact]
    public async Task A_server_without_the_api_role_answers_nothing_but_its_health()
    {
        var server = await TestServer.StartAsync(
            ("Takedown:Roles", "connectors"), ("Takedown:Bus:Transport", "rabbitmq"), ("Takedown:Bus:Uri", Nowhere));
        (await server.Operator.GetAsync("/v1/organisations")).Must(404);
        (await server.Anonymous.GetAsync("/healthz/ready")).Must(503);
        (await server.Anonymous.GetAsync("/healthz/live")).Must(200);
        await server.DisposeAsync();
    }

    [Fact]
    public async Task Without_a_sandbox_the_clock_cannot_be_moved()
    {
        var server = await TestServer.StartAsync(("Takedown:Sandbox", "false"));
        Assert.Equal(
            "not-found",
            (await server.Operator.PostAsync("/v1/sandbox/clock", new { advance = "PT1H" })).Must(404).Code);
        await server.DisposeAsync();
    }

    /// <summary>A broker that nobody runs.</summary>
    private const string Nowhere = "amqp://guest:guest@127.0.0.1:1/";

    private static IReadOnlyList<string> Faults(params (string Key, string Value)[] settings) =>
        Record.Exception(() => Read(settings)) is ConfigurationException error ? error.Faults : [];

    private static TakedownOptions Read(params (string Key, string Value)[] settings) =>
        Configuration.Read(new ConfigurationBuilder()
            .AddInMemoryCollection(settings.Select(s => KeyValuePair.Create("Takedown:" + s.Key, (string?)s.Value)))
            .Build());
}
