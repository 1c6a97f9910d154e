namespace Takedown.Server.Tests.Harness;

/// <summary>Ids that nothing has.</summary>
internal static class NewId
{
    public static Guid Next() => Guid.CreateVersion7(TimeProvider.System.GetUtcNow());
}
