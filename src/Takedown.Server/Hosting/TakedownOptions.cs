
namespace Takedown.Server.Hosting;

/// <summary>Everything under <c>Takedown:</c>. An unknown key or a bad value stops the start.</summary>
internal sealed record TakedownOptions
{
    public DatabaseOptions Database { get; init; } = new();

    public BusOptions Bus { get; init; } = new();

    public WebhookOptions Webhooks { get; init; } = new();

    /// <summary><c>all</c>, or any of <c>api</c>, <c>connectors</c>, <c>deadlines</c>, separated by commas.</summary>
    public string Roles { get; init; } = "all";

    /// <summary>
    /// The operator's key, at least 32 characters. Left out on a first start: one is made and printed once.
    /// </summary>
    public string? OperatorKey { get; init; }

    /// <summary>Opens <c>POST /v1/sandbox/clock</c>. Never on a server whose deadlines mean anything.</summary>
    public bool Sandbox { get; init; }

    public bool Runs(string role) => RoleList.Contains("all") || RoleList.Contains(role);

    public IReadOnlyList<string> RoleList =>
        Roles.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
}

internal sealed record DatabaseOptions
{
    /// <summary><c>sqlite</c> or <c>postgres</c>.</summary>
    public string Engine { get; init; } = "sqlite";

    public string ConnectionString { get; init; } = "Data Source=data/takedown.db";
}

internal sealed record BusOptions
{
    /// <summary><c>memory</c>, for one process, or <c>rabbitmq</c>.</summary>
    public string Transport { get; init; } = "memory";

    /// <summary>
    /// RabbitMQ: <c>amqp(s)://user:password@host:port/vhost</c>; several hosts of a cluster are separated by commas.
    /// </summary>
    public string? Uri { get; init; }

    public IReadOnlyList<Uri> Hosts => [.. (Uri ?? "")
        .Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(h => new Uri(h))];

    public bool IsRabbit => Transport == "rabbitmq";
}

internal sealed record WebhookOptions
{
    /// <summary>
    /// Lets webhooks go to private, loopback and link-local addresses and to plain http. For one's own network only.
    /// </summary>
    public bool AllowPrivateAddresses { get; init; }

    /// <summary>How long one request may take.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Requests tried before a delivery is given up and left to the sweep.</summary>
    public int Attempts { get; init; } = 4;

    /// <summary>Pause before the second try; it doubles from there, with jitter.</summary>
    public TimeSpan Pause { get; init; } = TimeSpan.FromSeconds(1);
}
