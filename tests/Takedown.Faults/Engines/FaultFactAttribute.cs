namespace Takedown.Faults.Engines;

/// <summary>
/// A fact that runs where PostgreSQL and RabbitMQ are installed, which the tests start themselves; skipped elsewhere.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class FaultFactAttribute : FactAttribute
{
    public FaultFactAttribute() => Skip = Installation.Missing;
}

/// <summary>The same for a theory.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class FaultTheoryAttribute : TheoryAttribute
{
    public FaultTheoryAttribute() => Skip = Installation.Missing;
}

internal static class Installation
{
    /// <summary>
    /// The reason for skipping; null if the tests can run. Under CI they always run, and fail if something is missing.
    /// </summary>
    public static string? Missing { get; } =
        Environment.GetEnvironmentVariable("CI") == "true"
            || (Has("/usr/lib/rabbitmq/bin/rabbitmq-server") && HasPostgres())
            ? null
            : "PostgreSQL and RabbitMQ are not installed: bash tests/run installs them where it can.";

    private static bool Has(string path) => File.Exists(path);

    private static bool HasPostgres() =>
        Directory.Exists("/usr/lib/postgresql")
        && Directory.EnumerateDirectories("/usr/lib/postgresql")
            .Any(version => Has(Path.Combine(version, "bin", "postgres")));
}
