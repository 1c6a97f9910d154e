using Takedown.Contracts;

namespace Takedown.Server.Registry;

/// <summary>A person as stored.</summary>
internal sealed record Person
{
    public Guid Id { get; init; }
    public Guid OrganisationId { get; init; }
    public string Name { get; init; } = "";
    public string? Title { get; init; }
    public PersonRole Role { get; init; }
    public string? Subject { get; init; }
    public DateTimeOffset CreatedAt { get; init; }
    public DateTimeOffset? RetiredAt { get; init; }

    public PersonView View => new()
    {
        Id = Id,
        OrganisationId = OrganisationId,
        Name = Name,
        Title = Title,
        Role = Role,
        Subject = Subject,
        CreatedAt = CreatedAt,
        RetiredAt = RetiredAt,
    };
}
