using Takedown.Server.Auditing;
using Takedown.Server.Sandbox;

namespace Takedown.Server.Tests.Harness;

/// <summary>Moves the stored clock without running what becomes due.</summary>
internal static class Clocks
{
    public static async Task<TimeSpan> AddAsync(this SandboxStore store, TimeSpan advance) =>
        (await store.AddAsync(advance, TimeSpan.FromDays(36600), AuditActs.ByServer("clock.advance")))!.Value;
}
