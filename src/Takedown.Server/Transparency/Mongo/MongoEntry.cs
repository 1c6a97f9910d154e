using MongoDB.Bson.Serialization.Attributes;
using Takedown.Contracts;
using Takedown.Contracts.Json;
using Takedown.Core.Transparency;
using PublicNotice = Takedown.Core.Transparency.PublicNotice;

namespace Takedown.Server.Transparency.Mongo;

/// <summary>
/// A document of <c>publicNotices</c>. An older program reads what a newer one wrote, and passes over what it does not
/// know.
/// </summary>
internal sealed record MongoEntry
{
    public Guid Id { get; init; }
    public long Version { get; init; }
    public int Schema { get; init; }
    public bool? Hidden { get; init; }
    public string? Ground { get; init; }
    public string? State { get; init; }
    public string? Sla { get; init; }
    public string? Measure { get; init; }
    public string? Regime { get; init; }
    public string? IpType { get; init; }
    public string? Tier { get; init; }
    public string? WorkType { get; init; }
    public string? WorkTitle { get; init; }
    public string? RegistrationNo { get; init; }
    public string? Host { get; init; }
    public string? Target { get; init; }
    public MongoParty? Platform { get; init; }
    public MongoParty? Claimant { get; init; }
    public string? Region { get; init; }
    public DateTimeOffset? ReceivedAt { get; init; }
    public DateTimeOffset? DeliveredAt { get; init; }
    public DateTimeOffset? AnsweredAt { get; init; }
    public MongoReason? Reason { get; init; }
    public bool? Escalated { get; init; }
    public IReadOnlyList<MongoStep>? History { get; init; }
    public IReadOnlyList<MongoStatement>? Statements { get; init; }
    public IReadOnlyList<string>? Terms { get; init; }
    public DateTimeOffset PublishAt { get; init; }
    public DateTimeOffset ExpireAt { get; init; }
    public IReadOnlyList<string>? Redactions { get; init; }

    public static MongoEntry Of(PublicEntry entry)
    {
        var document = new MongoEntry
        {
            Id = entry.Id,
            Version = entry.Version,
            Schema = entry.Schema,
            PublishAt = entry.PublishAt,
            ExpireAt = entry.ExpireAt,
        };
        return entry is not PublicNotice n
            ? document with { Hidden = true, Ground = ((HiddenNotice)entry).Ground }
            : document with
            {
                State = n.State.Word(),
                Sla = n.Sla.Word(),
                Measure = n.Measure?.Word(),
                Regime = n.Regime,
                IpType = n.IpType,
                Tier = n.Tier.Word(),
                WorkType = n.WorkType,
                WorkTitle = n.WorkTitle,
                RegistrationNo = n.RegistrationNo,
                Host = n.Host,
                Target = n.Target,
                Platform = MongoParty.Of(n.Platform),
                Claimant = n.Claimant is null ? null : MongoParty.Of(n.Claimant),
                Region = n.Region,
                ReceivedAt = n.ReceivedAt,
                DeliveredAt = n.DeliveredAt,
                AnsweredAt = n.AnsweredAt,
                Reason = n.Reason is null ? null : new() { Code = n.Reason.Code },
                Escalated = n.Escalated,
                History = [.. n.History.Select(h => new MongoStep { At = h.At, Type = h.Type })],
                Statements = n.Statements.Count == 0 ? null : [.. n.Statements.Select(MongoStatement.Of)],
                Terms = n.Terms,
                Redactions = n.Redactions,
            };
    }

    /// <summary>The entry; null if a newer program wrote a word into it that this one does not know.</summary>
    public PublicEntry? Entry => Hidden is true
        ? new HiddenNotice
        {
            Id = Id,
            Version = Version,
            Schema = Schema,
            PublishAt = PublishAt,
            ExpireAt = ExpireAt,
            Ground = Ground ?? "",
        }
        : Notice;

    public PublicNotice? Notice
    {
        get
        {
            if (!Kebab.TryParse<NoticeState>(State, out var state) || !Kebab.TryParse<SlaStatus>(Sla, out var sla)
                || !Kebab.TryParse<Tier>(Tier, out var tier)
                || !(Kebab.TryParse<Measure>(Measure, out var measure) || Measure is null)) return null;
            return new()
            {
                Id = Id,
                Version = Version,
                Schema = Schema,
                PublishAt = PublishAt,
                ExpireAt = ExpireAt,
                State = state,
                Sla = sla,
                Measure = Measure is null ? null : measure,
                Regime = Regime ?? "",
                IpType = IpType ?? "",
                Tier = tier,
                WorkType = WorkType,
                WorkTitle = WorkTitle,
                RegistrationNo = RegistrationNo,
                Host = Host,
                Target = Target,
                Platform = Platform?.Party ?? new(Guid.Empty, ""),
                Claimant = Claimant?.Party,
                Region = Region ?? "",
                ReceivedAt = ReceivedAt ?? PublishAt,
                DeliveredAt = DeliveredAt ?? PublishAt,
                AnsweredAt = AnsweredAt,
                Reason = Reason is null ? null : new(Reason.Code),
                Escalated = Escalated is true,
                History = [.. (History ?? []).Select(h => new PublicStep(h.At, h.Type))],
                Statements = [.. (Statements ?? []).Select(s => s.Statement)],
                Terms = Terms ?? [],
                Redactions = Redactions ?? [],
            };
        }
    }
}

/// <summary>An organisation. Its id is a field like any other, not that of the document.</summary>
[BsonNoId]
internal sealed record MongoParty
{
    public Guid Id { get; init; }
    public string Name { get; init; } = "";

    public static MongoParty Of(PublicParty party) => new() { Id = party.Id, Name = party.Name };

    public PublicParty Party => new(Id, Name);
}

internal sealed record MongoReason
{
    public string Code { get; init; } = "";
}

internal sealed record MongoStep
{
    public DateTimeOffset At { get; init; }
    public string Type { get; init; } = "";
}

internal sealed record MongoStatement
{
    public DateTimeOffset At { get; init; }
    public string By { get; init; } = "";
    public string Kind { get; init; } = "";
    public string Text { get; init; } = "";

    public static MongoStatement Of(PublicStatement s) => new() { At = s.At, By = s.By, Kind = s.Kind, Text = s.Text };

    public PublicStatement Statement => new(At, By, Kind, Text);
}
