using Takedown.Core.Keys;
using Takedown.Storage;

namespace Takedown.Server.Registry;

/// <summary>People of organisations, and the keys that stand for their sign-in.</summary>
internal sealed class PeopleStore(Database database, KeyRegister keys, Ids ids)
{
    /// <summary>Active people of an organisation: more than any, and less than a flood.</summary>
    public const int MaxActive = 2000;

    private const string Columns = "id, organisation_id, name, title, role, subject, created_at, retired_at";

    private const string InsertOne =
        $"""
        INSERT INTO people ({Columns})
        VALUES (@Id, @OrganisationId, @Name, @Title, @Role, @Subject, @CreatedAt, @RetiredAt)
        """;

    private const string CountActive =
        "SELECT COUNT(*) FROM people WHERE organisation_id = @OrganisationId AND retired_at IS NULL";

    /// <returns>False if the organisation has as many people as it may have.</returns>
    public async Task<bool> AddAsync(Session s, Person person)
    {
        await KeyRegister.LockAsync(s, person.OrganisationId);
        // It is there if the transaction runs again because the confirmation of its commit was lost.
        if (await FindAsync(s, person.Id) is not null) return true;
        if (await s.FirstAsync<long>(CountActive, person) >= MaxActive) return false;
        await s.ExecuteAsync(InsertOne, person);
        if (person.Subject is not null) await AddSignInAsync(s, person);
        return true;
    }

    private const string UpdateOne =
        """
        UPDATE people SET name = @Name, title = @Title, role = @Role, subject = @Subject, retired_at = @RetiredAt
        WHERE id = @Id
        """;

    /// <summary>Changes a person. A retired one loses its keys, a changed subject its sign-in.</summary>
    public async Task UpdateAsync(Session s, Person before, Person after)
    {
        await s.ExecuteAsync(UpdateOne, after);
        foreach (var key in await KeyRegister.OfPersonAsync(s, after.Id))
        {
            var ends = after.RetiredAt is not null
                || (key.Origin is KeyOrigin.SignIn && before.Subject != after.Subject);
            if (ends && key.RevokedAt is null) await keys.RevokeAsync(s, key);
        }
        if (after is { Subject: not null, RetiredAt: null } && before.Subject != after.Subject)
            await AddSignInAsync(s, after);
    }

    private Task AddSignInAsync(Session s, Person person) => keys.InsertAsync(
        s,
        new NewKey
        {
            Id = ids.Next(),
            Text = "",
            OrganisationId = person.OrganisationId,
            PersonId = person.Id,
            Name = "sign-in",
            Scopes = ScopeSet.All,
            Origin = KeyOrigin.SignIn,
        },
        KeyStore.SubjectHash(person.Subject!));

    private const string One = $"SELECT {Columns} FROM people WHERE id = @id";

    public static Task<Person?> FindAsync(Session s, Guid id) => s.FirstAsync<Person>(One, new { id });

    public Task<Person?> FindAsync(Guid id) => database.ReadAsync(s => FindAsync(s, id));

    private const string Page =
        $"""
        SELECT {Columns} FROM people WHERE organisation_id = @organisationId AND id > @after ORDER BY id LIMIT @take
        """;

    public Task<IReadOnlyList<Person>> ListAsync(Guid organisationId, Guid? after, int take) =>
        database.ReadAsync(s => s.QueryAsync<Person>(Page, new { organisationId, after = after ?? Guid.Empty, take }));
}
