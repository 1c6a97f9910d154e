using Takedown.Core.Notices;
using Takedown.Server.Registry;
using Takedown.Storage;

namespace Takedown.Server.Intake;

/// <summary>Begins dry runs.</summary>
internal sealed class DryRuns(
    BatchStore batches, Supersession supersession, Database database, NoticeDeadlines table, TimeProvider time)
{
    /// <param name="registry">The registry of the request.</param>
    /// <param name="claimant">The sender.</param>
    public DryRun Begin(RegistrySnapshot registry, Guid claimant) =>
        new(batches, new Preflight(database, registry, table, claimant, time.GetUtcNow()), supersession, database,
            new() { ClaimantId = claimant });
}
