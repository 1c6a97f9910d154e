using Takedown.Contracts;

namespace Takedown.Core.Notices;

/// <summary>
/// When a pushed notice is made available: it enters the platform's pull inbox by itself, and its deadlines start there
/// (电子签名法 11: the system the recipient designated). The time runs from the first failed push and, tried or not,
/// from the acceptance: a queue that moves slowly is the platform's too. The deadlines start when the notice can be
/// read there, so a delay of this server costs the platform nothing.
/// </summary>
public static class Offer
{
    /// <summary>The time of a policy that sets none (K-DLV, <c>P</c>).</summary>
    public static readonly TimeLimit Default = new() { Unit = LimitUnit.Running, Duration = TimeSpan.FromMinutes(15) };

    private static readonly string[] OursAlone =
        ["amqp.no-broker", "amqp.unreachable", "amqp.timeout", "webhook.secret-unreadable"];

    /// <summary>The time until the notice is made available.</summary>
    public static TimeLimit Limit(SlaPolicy policy) => policy.Deadlines.Offer ?? Default;

    /// <summary>
    /// Whether a failed push counts against the platform: it was tried, or the platform's own answers forbade the try.
    /// While this server's broker is unavailable or it cannot read the signing secret, nothing was offered.
    /// </summary>
    /// <param name="code">Stable code of the failure.</param>
    public static bool Counts(string code) => !OursAlone.Contains(code);

    /// <summary>Whether the endpoint said that it is gone for good, so that nothing has to be waited for.</summary>
    /// <param name="code">Stable code of the failure.</param>
    public static bool IsGone(string code) => code is "webhook.status-410" or "webhook.disabled";

    /// <summary>Whether the time until a notice is made available starts with a failed push.</summary>
    /// <param name="before">Code of the push before; null for the first.</param>
    /// <param name="code">Code of this push.</param>
    public static bool Starts(string? before, string code) =>
        Counts(code) && !IsGone(code) && (before is null || !Counts(before));

    /// <summary>
    /// Whether a notice is still pushed: until it is delivered, and if it was made available, until the platform shows
    /// that it has it or nobody asks for it any more.
    /// </summary>
    /// <param name="notice">Status of the notice.</param>
    /// <param name="offered">Whether it was made available and no push of it was confirmed.</param>
    public static bool IsPushed(NoticeStatus notice, bool offered) => notice.State is NoticeState.Accepted
        || (offered && notice is { State: NoticeState.Delivered or NoticeState.Escalated, AcknowledgedAt: null });

    /// <summary>Pause before the next push: it doubles from a minute to an hour, and after a day to a day.</summary>
    /// <param name="failures">Failed pushes before this one.</param>
    public static TimeSpan Pause(int failures) => failures switch
    {
        < 6 => TimeSpan.FromMinutes(1) * (1 << failures),
        < 30 => TimeSpan.FromHours(1),
        _ => TimeSpan.FromDays(1),
    };
}
