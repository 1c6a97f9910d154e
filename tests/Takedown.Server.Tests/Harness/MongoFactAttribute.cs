namespace Takedown.Server.Tests.Harness;

/// <summary>
/// Runs where <c>TAKEDOWN_TEST_MONGO</c> names a MongoDB, or Docker can start one; elsewhere it shows as skipped.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class MongoFactAttribute : FactAttribute
{
    public MongoFactAttribute() => Skip = TestMongo.Missing;
}

/// <summary>The same for a test with several cases.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class MongoTheoryAttribute : TheoryAttribute
{
    public MongoTheoryAttribute() => Skip = TestMongo.Missing;
}
