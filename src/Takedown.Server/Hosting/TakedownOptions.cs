
namespace Takedown.Server.Hosting;

/// <summary>Settings under <c>Takedown:</c>. An unknown key or an invalid value aborts the start-up.</summary>
internal sealed record TakedownOptions
{
    public DatabaseOptions Database { get; init; } = new();

    public BusOptions Bus { get; init; } = new();

    public WebhookOptions Webhooks { get; init; } = new();

    public BodyOptions Bodies { get; init; } = new();

    public SecretOptions Secrets { get; init; } = new();

    public MongoOptions Mongo { get; init; } = new();

    public EvidenceOptions Evidence { get; init; } = new();

    public TransparencyOptions Transparency { get; init; } = new();

    /// <summary>
    /// <c>all</c>, or any of <c>api</c>, <c>connectors</c>, <c>deadlines</c>, <c>records</c>, <c>public</c>, separated
    /// by commas.
    /// </summary>
    public string Roles { get; init; } = "all";

    /// <summary>
    /// A key of the operator for the first start and for recovery, 32 to 500 characters. If omitted on the first start,
    /// a key is generated and printed once.
    /// </summary>
    public string? OperatorKey { get; init; }

    public SignInOptions SignIn { get; init; } = new();

    /// <summary>Enables <c>POST /v1/sandbox/clock</c>. Not for servers with real deadlines.</summary>
    public bool Sandbox { get; init; }

    /// <summary>Serves the console under <c>/console</c>.</summary>
    public bool Console { get; init; } = true;

    public bool Runs(string role) => RoleList.Contains("all") || RoleList.Contains(role);

    /// <summary>Whether the process shows the public record and nothing else: without database and bus.</summary>
    public bool IsPublicOnly => RoleList is ["public"];

    public bool UsesMongo => Evidence.IsMongo || Transparency.IsMongo;

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

internal sealed record BodyOptions
{
    /// <summary>Memory of the process for request bodies in hand; the first 64 KiB of each are free.</summary>
    public long MemoryBytes { get; init; } = 48 << 20;

    /// <summary>
    /// Time for an ordinary body of up to 1 MiB to arrive; a list of responses has five times as much, a batch any.
    /// </summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>How long a body that brings less than 16 KiB per second may hold memory that others wait for.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(5);
}

/// <summary>A provider of OpenID Connect, whose tokens people may use instead of keys.</summary>
internal sealed record SignInOptions
{
    /// <summary>URL of the provider, below which its discovery document is. Without it there is no sign-in.</summary>
    public string? Authority { get; init; }

    /// <summary>The audience that a token must name.</summary>
    public string? Audience { get; init; }

    /// <summary>The issuer that a token must name. Default: the one of the discovery document.</summary>
    public string? Issuer { get; init; }

    /// <summary>The claim that holds the subject of a person.</summary>
    public string Claim { get; init; } = "sub";
}

internal sealed record WebhookOptions
{
    /// <summary>
    /// Allows webhooks to private, loopback and link-local addresses and over plain HTTP. For private networks only.
    /// </summary>
    public bool AllowPrivateAddresses { get; init; }

    /// <summary>Timeout of one request.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Attempts before a delivery is left to the sweep.</summary>
    public int Attempts { get; init; } = 4;

    /// <summary>Pause before the second attempt. It doubles for each further attempt, with jitter.</summary>
    public TimeSpan Pause { get; init; } = TimeSpan.FromSeconds(1);
}

internal sealed record SecretOptions
{
    /// <summary>
    /// Key of the secrets at rest, at least 32 characters, the same in every process. If omitted, SQLite has a key file
    /// beside the database, and PostgreSQL stores secrets as they are.
    /// </summary>
    public string? Key { get; init; }

    /// <summary>
    /// The key before the current one. Secrets stored under it are stored again under the current key.
    /// </summary>
    public string? FormerKey { get; init; }
}
