using Takedown.Contracts;
using Takedown.Core.Deadlines;
using Takedown.Core.Publications;
using Takedown.Server.Bodies;
using Takedown.Server.Http;
using Takedown.Server.Notices;
using Takedown.Server.Registry;
using Takedown.Storage;

namespace Takedown.Server.Publications;

internal static class PublicationViews
{
    public static async Task<IReadOnlyList<PublicationView>> OfAsync(
        Session s, RegistrySnapshot registry, Caller reader, IReadOnlyList<Publication> rows, DateTimeOffset now)
    {
        if (rows.Count == 0) return [];
        var deadlines = await DeadlineStore.OfAsync(s, DeadlineOwner.Publication, [.. rows.Select(r => r.Id)]);
        var names = await OrganisationNames.OfAsync(s, rows.Select(r => r.BodyId));
        return [.. rows.Select(row =>
        {
            var due = deadlines[row.Id].Select(d => (Deadline?)d).FirstOrDefault();
            return new PublicationView
            {
                Id = row.Id,
                Kind = row.Kind,
                BodyId = row.BodyId,
                BodyName = names.GetValueOrDefault(row.BodyId),
                CaseId = reader.Kind is OrganisationKind.Platform ? null : row.CaseId,
                Platforms = row.Kind is not PublicationKind.Exposure ? null
                    : reader.Kind is OrganisationKind.Platform ? [reader.Id] : row.PlatformList,
                Uscc = row.Uscc,
                Title = row.Title,
                Text = row.Text,
                Status = row.Status,
                Published = PublicationRules.IsPublic(row.Status, row.Day, registry.DayOf(row.BodyId, now)),
                PublishOn = row.Day,
                At = row.At,
                ApprovedAt = row.ApprovedAt,
                WithdrawnAt = row.WithdrawnAt,
                Reason = row.Reason,
                WithdrawBy = due?.Due,
                Sla = due?.Status,
                Replies = [.. row.ReplyList
                    .Where(r => reader.Kind is not OrganisationKind.Platform || r.PlatformId == reader.Id)],
            };
        })];
    }

    public static async Task<PublicationView> WholeAsync(
        Session s, RegistrySnapshot registry, Caller reader, Publication row, DateTimeOffset now)
    {
        var view = (await OfAsync(s, registry, reader, [row], now))[0];
        return reader.Kind is OrganisationKind.Platform ? view
            : view with { History = await ActJournal.OfAsync(s, ActSubject.Publication, row.Id) };
    }

    /// <summary>What is public at a time, as everybody reads it.</summary>
    public static async Task<IReadOnlyList<PublicNotice>> PublicAsync(
        Session s, PublicationKind? kind, DateTimeOffset now, Guid after, int take)
    {
        // Days of bodies are those of +08:00; one of another zone is public some hours early at most.
        var today = Publication.Write(DateOnly.FromDateTime(now.ToOffset(TimeSpan.FromHours(8)).Date));
        var rows = await PublicationStore.PublicAsync(s, kind, today, after, take);
        var names = await OrganisationNames.OfAsync(
            s, rows.SelectMany(r => r.PlatformList.Prepend(r.BodyId)));
        return [.. rows.Select(row => new PublicNotice
        {
            Id = row.Id,
            Kind = row.Kind,
            BodyName = names.GetValueOrDefault(row.BodyId),
            Platforms = row.Kind is PublicationKind.Exposure
                ? [.. row.PlatformList.Select(p => names.GetValueOrDefault(p) ?? "")] : null,
            Uscc = row.Uscc,
            Title = row.Title,
            Text = row.WithdrawnAt is null ? row.Text : null,
            PublishOn = row.Day!.Value,
            WithdrawnAt = row.WithdrawnAt,
            Reason = row.WithdrawnAt is null ? null : row.Reason,
            Replies = row.ReplyList,
        })];
    }
}
