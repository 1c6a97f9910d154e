using Takedown.Contracts;
using Takedown.Server.Http;
using Takedown.Storage;

namespace Takedown.Server.Looks;

/// <summary>Who of an organisation is looking at what. It binds nobody: it is told, and ends by itself.</summary>
internal sealed class LookStore(Database database, TimeProvider time)
{
    private static readonly TimeSpan Length = TimeSpan.FromMinutes(10);

    private const string Forget = "DELETE FROM looks WHERE organisation_id = @organisation AND until <= @now";

    private const string Take =
        """
        INSERT INTO looks (organisation_id, id, subject, owner_id, person, since, until)
        VALUES (@organisation, @id, @subject, @owner, @person, @now, @until)
        ON CONFLICT (organisation_id, id) DO UPDATE SET
            since = CASE WHEN looks.owner_id = @owner THEN looks.since ELSE excluded.since END,
            subject = excluded.subject, owner_id = excluded.owner_id, person = excluded.person, until = excluded.until
        WHERE looks.owner_id = @owner OR @takeOver = 1
        """;

    private const string One =
        """
        SELECT id, subject, owner_id, person, since, until FROM looks
        WHERE organisation_id = @organisation AND id = @id
        """;

    /// <returns>Null if a colleague is looking at it and it is not to be taken over.</returns>
    public Task<LookView?> TakeAsync(Caller caller, LookSubject subject, Guid id, bool takeOver) =>
        database.WriteAsync(async s =>
        {
            var now = time.GetUtcNow();
            await s.ExecuteAsync(Forget, new { organisation = caller.Id, now });
            var taken = await s.ExecuteAsync(Take, new
            {
                organisation = caller.Id, id, subject = (int)subject, owner = OwnerOf(caller),
                person = caller.PersonName, now, until = now + Length, takeOver = takeOver ? 1 : 0,
            });
            return taken == 0 ? null
                : (await s.FirstAsync<LookRow>(One, new { organisation = caller.Id, id }))!.View(caller);
        });

    private const string Page =
        """
        SELECT id, subject, owner_id, person, since, until FROM looks
        WHERE organisation_id = @organisation AND id > @after AND until > @now AND (@subject < 0 OR subject = @subject)
        ORDER BY id LIMIT @take
        """;

    public async Task<IReadOnlyList<LookView>> ListAsync(Caller caller, LookSubject? subject, Guid after, int take) =>
        [.. (await database.ReadAsync(s => s.QueryAsync<LookRow>(Page, new
        {
            organisation = caller.Id,
            subject = subject is { } one ? (int)one : -1,
            after,
            now = time.GetUtcNow(),
            take,
        }))).Select(row => row.View(caller))];

    private const string End =
        "DELETE FROM looks WHERE organisation_id = @organisation AND id = @id AND owner_id = @owner";

    /// <returns>Whether the caller was looking at it.</returns>
    public Task<bool> EndAsync(Caller caller, Guid id) => database.WriteAsync(async s =>
        await s.ExecuteAsync(End, new { organisation = caller.Id, id, owner = OwnerOf(caller) }) > 0);

    internal static Guid OwnerOf(Caller caller) => caller.PersonId ?? caller.KeyId;

    private sealed record LookRow
    {
        public Guid Id { get; init; }
        public LookSubject Subject { get; init; }
        public Guid OwnerId { get; init; }
        public string? Person { get; init; }
        public DateTimeOffset Since { get; init; }
        public DateTimeOffset Until { get; init; }

        public LookView View(Caller caller) => new()
        {
            Id = Id,
            Subject = Subject,
            Own = OwnerId == OwnerOf(caller),
            By = Person,
            Since = Since,
            Until = Until,
        };
    }
}
