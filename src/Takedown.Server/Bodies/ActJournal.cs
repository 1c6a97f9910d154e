using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Takedown.Contracts;
using Takedown.Server.Http;
using Takedown.Server.Registry;
using Takedown.Storage;

namespace Takedown.Server.Bodies;

/// <summary>
/// What was done to the regulators' objects, append-only: every act with its person, its organisation and its time, in
/// the transaction that does it. Other than the audit trail it belongs to the object and is read with it.
/// </summary>
internal sealed class ActJournal(Ids ids)
{
    private const string Columns =
        "id, subject, subject_id, at, act, organisation_id, person_id, person, details";

    private const string Of =
        $"SELECT {Columns} FROM acts WHERE subject = @subject AND subject_id = @id ORDER BY id";

    /// <summary>Records an act of the caller.</summary>
    public Task AddAsync(
        Session s, HttpContext http, ActSubject subject, Guid id, string act, DateTimeOffset now,
        string? details = null) =>
        s.InsertAsync(ActRow.Table,
        [
            new ActRow
            {
                Id = ids.Next(),
                Subject = subject,
                SubjectId = id,
                At = now,
                Act = act,
                OrganisationId = http.Caller().Id,
                PersonId = http.Caller().PersonId,
                Person = http.Caller().PersonName,
                Details = details,
            },
        ]);

    /// <summary>Records an act of the caller with what it says.</summary>
    public Task AddAsync<T>(
        Session s, HttpContext http, ActSubject subject, Guid id, string act, DateTimeOffset now, T details,
        JsonTypeInfo<T> type) =>
        AddAsync(s, http, subject, id, act, now, JsonSerializer.Serialize(details, type));

    /// <summary>Records acts of the server itself, such as deadlines that ran over.</summary>
    public Task AddAsync(
        Session s, ActSubject subject, IEnumerable<Guid> subjects, string act, DateTimeOffset now,
        string? details = null) =>
        s.InsertAsync(ActRow.Table, [.. subjects.Select(id => new ActRow
        {
            Id = ids.Next(),
            Subject = subject,
            SubjectId = id,
            At = now,
            Act = act,
            Details = details,
        })]);

    /// <summary>The acts on an object, oldest first.</summary>
    public static async Task<IReadOnlyList<ActView>> OfAsync(Session s, ActSubject subject, Guid id)
    {
        var rows = await s.QueryAsync<ActRow>(Of, new { subject = (int)subject, id });
        var names = await OrganisationNames.OfAsync(s, rows.Select(r => r.OrganisationId).OfType<Guid>());
        return [.. rows.Select(r => r.View(names))];
    }
}
