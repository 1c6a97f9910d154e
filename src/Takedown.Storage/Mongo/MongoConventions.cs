using MongoDB.Bson;
using MongoDB.Bson.Serialization;
using MongoDB.Bson.Serialization.Conventions;
using MongoDB.Bson.Serialization.Serializers;

namespace Takedown.Storage.Mongo;

/// <summary>
/// How our documents are written, in one place: camelCase, no nulls, enums as words, instants as UTC dates, ids as
/// UUIDs (subtype 4, which keeps the order of UUIDv7). What a newer program added is passed over.
/// </summary>
internal static class MongoConventions
{
    private static readonly Lazy<bool> Registered = new(() =>
    {
        var conventions = new ConventionPack
        {
            new CamelCaseElementNameConvention(),
            new IgnoreIfNullConvention(ignoreIfNull: true),
            new IgnoreExtraElementsConvention(ignoreExtraElements: true),
            new EnumRepresentationConvention(BsonType.String),
        };
        ConventionRegistry.Register(
            "takedown", conventions, type => type.Namespace?.StartsWith("Takedown.", StringComparison.Ordinal) is true);
        BsonSerializer.TryRegisterSerializer(new GuidSerializer(GuidRepresentation.Standard));
        BsonSerializer.TryRegisterSerializer(new DateTimeOffsetSerializer(BsonType.DateTime));
        return true;
    });

    /// <summary>Before the first document is written or read; a second call does nothing.</summary>
    public static void Register() => _ = Registered.Value;
}
