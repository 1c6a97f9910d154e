using Takedown.Contracts;
using Takedown.Contracts.Json;
using Takedown.Server.Auditing;
using Takedown.Server.Limits;
using Takedown.Server.Notices;

namespace Takedown.Server.Compliance.Senders;

/// <summary>Slows senders down and ends it; each is told in its feed, in the same transaction.</summary>
internal sealed class Slowdowns(LimitWriter writer, EventStore events, TimeProvider time)
{
    public Task BeginAsync(HttpContext http, Guid sender, Slowdown slowdown)
    {
        var told = Told(EventKind.SlowedDown, sender, new()
        {
            Code = slowdown.Reason.Word(),
            Text = slowdown.Text,
        });
        return writer.SlowAsync(http.Act("slowdown.put", sender), sender, slowdown, s => events.AppendAsync(s, [told]));
    }

    public Task EndAsync(HttpContext http, Guid sender)
    {
        var told = Told(EventKind.SlowdownEnded, sender, null);
        return writer.SlowAsync(http.Act("slowdown.retire", sender), sender, null, s => events.AppendAsync(s, [told]));
    }

    private EventRow Told(EventKind kind, Guid sender, Reason? reason) => new()
    {
        At = time.GetUtcNow(),
        Kind = kind,
        ByKind = OrganisationKind.Operator,
        ClaimantId = sender,
        PlatformId = Guid.Empty,
        Entries = [new EventEntry { Id = sender, Reason = reason }],
    };
}
