using System.Globalization;
using Takedown.Contracts;
using Takedown.Contracts.Json;

namespace Takedown.Server.Transparency.Mongo;

/// <summary>A document of <c>publications</c>.</summary>
internal sealed record MongoPublication
{
    private const string Day = "yyyy-MM-dd";

    public Guid Id { get; init; }
    /// <summary>When it was copied.</summary>
    public DateTimeOffset At { get; init; }
    public string Kind { get; init; } = "";
    public string? BodyName { get; init; }
    public IReadOnlyList<string>? Platforms { get; init; }
    public string? Uscc { get; init; }
    public string Title { get; init; } = "";
    public string? Text { get; init; }
    public string PublishOn { get; init; } = "";
    public DateTimeOffset? WithdrawnAt { get; init; }
    public string? Reason { get; init; }
    public IReadOnlyList<MongoReply>? Replies { get; init; }

    public static MongoPublication Of(PublicNotice notice, DateTimeOffset at) => new()
    {
        Id = notice.Id,
        At = at,
        Kind = notice.Kind.Word(),
        BodyName = notice.BodyName,
        Platforms = notice.Platforms,
        Uscc = notice.Uscc,
        Title = notice.Title,
        Text = notice.Text,
        PublishOn = notice.PublishOn.ToString(Day, CultureInfo.InvariantCulture),
        WithdrawnAt = notice.WithdrawnAt,
        Reason = notice.Reason,
        Replies =
        [
            .. notice.Replies.Select(r => new MongoReply { PlatformId = r.PlatformId, Text = r.Text, At = r.At }),
        ],
    };

    /// <summary>As it is read; null if it is of a kind that only a newer program knows.</summary>
    public PublicNotice? Notice => !Kebab.TryParse<PublicationKind>(Kind, out var kind) ? null : new()
    {
        Id = Id,
        Kind = kind,
        BodyName = BodyName,
        Platforms = Platforms,
        Uscc = Uscc,
        Title = Title,
        Text = Text,
        PublishOn = DateOnly.ParseExact(PublishOn, Day, CultureInfo.InvariantCulture),
        WithdrawnAt = WithdrawnAt,
        Reason = Reason,
        Replies =
        [
            .. (Replies ?? []).Select(
                r => new PublicationReply { PlatformId = r.PlatformId, Text = r.Text, At = r.At }),
        ],
    };
}

/// <summary>What an exposed platform says.</summary>
internal sealed record MongoReply
{
    public Guid PlatformId { get; init; }
    public string Text { get; init; } = "";
    public DateTimeOffset At { get; init; }
}
