using Takedown.Contracts;
using Takedown.Contracts.Json;
using Takedown.Core.Deadlines;
using Takedown.Server.Notices;
using Takedown.Storage;

namespace Takedown.Server.Escalations;

/// <summary>Escalates a breach to the responsible regulator.</summary>
internal sealed class Escalate(Ids ids)
{
    /// <summary>Creates an open escalation whose subject is not yet set.</summary>
    public EscalationView Of(
        Guid platformId, string function, DeadlineKind deadline, DateTimeOffset due, ActContext at)
    {
        var platform = at.Registry.Platforms[platformId];
        return new()
        {
            Id = ids.Next(),
            PlatformId = platformId,
            Region = platform.Region,
            Function = function,
            RegulatorId = at.Registry.ResponsibleFor(platform, function),
            Deadline = deadline.Word(),
            Due = due,
            At = at.Now,
            Status = EscalationStatus.Open,
        };
    }
}
