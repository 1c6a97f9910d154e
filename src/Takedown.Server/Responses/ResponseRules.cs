using System.Collections.Frozen;
using Takedown.Contracts;
using Takedown.Core.Notices;
using Takedown.Core.Packs;
using Takedown.Core.Unicode;
using Takedown.Server.Http;
using Takedown.Server.Notices;

namespace Takedown.Server.Responses;

/// <summary>The rules for the fields of a response, apart from those that depend on the state of its notice.</summary>
internal static class ResponseRules
{
    /// <summary>Fewer characters explain nothing, in Chinese either. Ours (P).</summary>
    private const int MinText = 4;

    private static readonly FrozenDictionary<string, ReasonCode> Published =
        DefaultPack.Reasons.ToFrozenDictionary(r => r.Code, StringComparer.Ordinal);

    /// <summary>The code of the first fault; null if there is none.</summary>
    public static string? Check(ResponseInput r, NoticeRow notice, DateTimeOffset now) => r switch
    {
        { Response: null } => "response.required",
        { Response: ResponseKind.ActionTaken, Measure: null } => "measure.required",
        { Response: not ResponseKind.ActionTaken, Measure: not null } => "measure.not-here",
        { Measure: Measure.AccountBlacklisted } => "measure.not-here",
        { SettlesOthers: true } when !SettlingRules.MaySettle(r.Response, r.Measure) => "settles-others.not-here",
        { Measure: Measure.Other } when r.Reason?.Text?.Trim().Length is null or < MinText => "measure.text-required",
        { Response: ResponseKind.Assessed, Finding: null } => "finding.required",
        { Response: not ResponseKind.Assessed, Finding: not null } => "finding.not-here",
        { Corrects: true, Response: not (ResponseKind.Rejected or ResponseKind.ActionTaken) } => "corrects.not-here",
        { Response: ResponseKind.Rejected or ResponseKind.InformationRequested } when r.Reason?.Code is null =>
            "reason.required",
        { Reason: { Code: "other", Text: null or "" } } => "reason.text-required",
        { Reason.Code: { } code } when !Validation.IsToken(code) => "reason.code-invalid",
        // A refusal that says nothing is no answer: the deadline goes on.
        { Response: ResponseKind.Rejected, Reason.Code: { } code } when !Published.ContainsKey(code) =>
            "reason.code-unknown",
        { Response: ResponseKind.Rejected, Reason: { Code: { } code, Text: var text } }
            when Published[code].TextRequired && text?.Trim().Length is null or < MinText => "reason.text-required",
        { Reason.Text.Length: > 2000 } => "reason.too-long",
        { PlatformRef.Length: > 200 } => "platform-ref.too-long",
        { Account: { Id: null or "" } } or { Account.Id.Length: > 200 } or { Account.Name.Length: > 200 } =>
            "account.invalid",
        { Account.Id: { } account } when Invisible.HasControl(account) => "account.invalid",
        // A platform's clock may deviate; a deviation of days is a fault.
        { At: { } at } when at > now.AddMinutes(10) || at < notice.AcceptedAt.AddDays(-1) => "at.out-of-range",
        _ => null,
    };
}
