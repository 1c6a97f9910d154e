using Takedown.Contracts;
using Takedown.Contracts.Json;
using Takedown.Core.Deadlines;
using Takedown.Server.Notices;
using Takedown.Server.Registry;
using Takedown.Storage;

namespace Takedown.Server.Escalations;

/// <summary>Escalates a breach to the responsible regulator, with the reason why it is that one.</summary>
internal sealed class Escalate(Ids ids)
{
    /// <summary>Creates an open escalation whose subject is not yet set.</summary>
    public EscalationRow Of(
        Guid platformId, string function, DeadlineKind deadline, DateTimeOffset due, ActContext at,
        string? regime = null)
    {
        var platform = at.Registry.Platforms[platformId];
        var routing = at.Registry.Route(platform.Region, function, platform.ServiceType);
        return new()
        {
            Id = ids.Next(),
            PlatformId = platformId,
            Region = platform.Region,
            Function = function,
            RegulatorId = routing.BodyId,
            Deadline = deadline.Word(),
            Due = due,
            At = at.Now,
            Status = EscalationStatus.Open,
            Routing = new StoredRouting
            {
                Rule = routing.Rule,
                FoundIn = routing.FoundIn,
                Regime = regime,
                Unit = routing.Unit?.Code,
                PersonId = routing.Unit?.PersonId,
            }.Text,
        };
    }
}
