using System.Text.Json;
using Takedown.Contracts;
using Takedown.Contracts.Json;
using Takedown.Core.Deadlines;
using Takedown.Server.Bodies;
using Takedown.Server.Hosting;
using Takedown.Server.Http;
using Takedown.Server.Notices;
using Takedown.Server.Registry;
using Takedown.Storage;

namespace Takedown.Server.Information;

/// <summary>
/// Requests as a reader sees them. The merchant is read by the platform that named it and the body that asked; bodies
/// above see that there is an answer.
/// </summary>
internal sealed class InformationViews(SecretBox box)
{
    public async Task<IReadOnlyList<InformationRequestView>> OfAsync(
        Session s, Caller reader, IReadOnlyList<InformationRequest> rows, DateTimeOffset now)
    {
        if (rows.Count == 0) return [];
        var deadlines = await DeadlineStore.OfAsync(s, DeadlineOwner.InformationRequest, [.. rows.Select(r => r.Id)]);
        var names = await OrganisationNames.OfAsync(s, rows.SelectMany(r => new[] { r.BodyId, r.PlatformId }));
        return [.. rows.Select(r => View(r, deadlines[r.Id].Single(), names, reader, now))];
    }

    public async Task<InformationRequestView> WholeAsync(
        Session s, Caller reader, InformationRequest row, DateTimeOffset now)
    {
        var view = (await OfAsync(s, reader, [row], now))[0];
        var history = await ActJournal.OfAsync(s, ActSubject.InformationRequest, row.Id);
        // Who of the body did it is not for the platform.
        return view with
        {
            History = reader.Kind is not OrganisationKind.Platform ? history
                : [.. history.Select(a => a.OrganisationId == row.PlatformId ? a
                    : a with { PersonId = null, Person = null })],
        };
    }

    private InformationRequestView View(
        InformationRequest row, Deadline due, IReadOnlyDictionary<Guid, string> names, Caller reader,
        DateTimeOffset now)
    {
        var answer = row.AnswerView;
        return new()
        {
            Id = row.Id,
            CaseId = reader.Kind is OrganisationKind.Platform ? null : row.CaseId,
            BodyId = row.BodyId,
            BodyName = names.GetValueOrDefault(row.BodyId),
            PlatformId = row.PlatformId,
            PlatformName = names.GetValueOrDefault(row.PlatformId),
            Kind = row.Kind,
            Questions = row.QuestionList,
            At = row.At,
            Due = due.Due,
            Sla = due.Status,
            Status = row.Outcome switch
            {
                RequestOutcome.Answered => InformationRequestStatus.Answered,
                RequestOutcome.Refused => InformationRequestStatus.Refused,
                _ when due.Status is SlaStatus.Breached || due.IsOverdue(now) => InformationRequestStatus.Overdue,
                _ => InformationRequestStatus.Open,
            },
            AnsweredAt = row.AnsweredAt,
            Refusal = row.Refusal,
            Extension = row.ExtensionView,
            Answer = answer is not null && (reader.Id == row.BodyId || reader.Id == row.PlatformId)
                ? answer with { Merchant = Merchant(row) } : answer,
        };
    }

    private MerchantIdentity? Merchant(InformationRequest row) =>
        row.Merchant is { } stored && box.Unprotect(stored) is { } plain
            ? JsonSerializer.Deserialize(plain, TakedownJson.Default.MerchantIdentity) : null;
}
