using System.Diagnostics;
using Takedown.Server.Http;

namespace Takedown.Server.Auditing;

/// <summary>Who did what to which object, before it is known whether it succeeds.</summary>
/// <param name="Id">Made once, so that a transaction that runs again does not record the act twice.</param>
/// <param name="Act">The act, such as <c>key.create</c>.</param>
/// <param name="Object">Id or code of the object; null if the act concerns the server.</param>
internal sealed record AuditAct(Guid Id, string Act, string? Object)
{
    public Guid? OrganisationId { get; init; }
    public Guid? PersonId { get; init; }
    public Guid? KeyId { get; init; }
    public string? Address { get; init; }
    public string? Trace { get; init; }
}

internal static class AuditActs
{
    /// <summary>An act of the caller of this request.</summary>
    public static AuditAct Act(this HttpContext http, string act, object? target = null) =>
        new(Guid.CreateVersion7(TimeProvider.System.GetUtcNow()), act, target?.ToString())
        {
            OrganisationId = http.Features.Get<Caller>()?.Id,
            PersonId = http.Features.Get<Caller>()?.PersonId,
            KeyId = http.Features.Get<Caller>()?.KeyId,
            Address = http.Connection.RemoteIpAddress?.ToString(),
            Trace = Activity.Current?.TraceId.ToString(),
        };

    /// <summary>An act of the server itself, such as what its configuration demands at a start.</summary>
    public static AuditAct ByServer(string act, object? target = null) =>
        new(Guid.CreateVersion7(TimeProvider.System.GetUtcNow()), act, target?.ToString());
}
