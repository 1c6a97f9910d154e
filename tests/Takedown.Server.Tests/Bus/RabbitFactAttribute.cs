using Takedown.Server.Tests.Harness;

namespace Takedown.Server.Tests.Bus;

/// <summary>
/// Runs where <c>tests/run</c> started RabbitMQ and PostgreSQL, which several processes need; elsewhere it shows as
/// skipped.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class RabbitFactAttribute : FactAttribute
{
    public RabbitFactAttribute() =>
        Skip = TestStore.IsPostgres && Broker is not null
            ? null
            : "This needs PostgreSQL and RabbitMQ: bash tests/run starts both.";

    public static string? Broker => Environment.GetEnvironmentVariable("TAKEDOWN_TEST_RABBITMQ");
}

/// <summary>The same for a test with several cases.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class RabbitTheoryAttribute : TheoryAttribute
{
    public RabbitTheoryAttribute() => Skip = new RabbitFactAttribute().Skip;
}
