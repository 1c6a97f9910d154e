using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Microsoft.OpenApi;
using Takedown.Contracts;
using Takedown.Contracts.Json;

namespace Takedown.Server.Http.Documents;

/// <summary>
/// Mends the schemas of the document: what the generator does not know of types with a converter of their own.
/// </summary>
internal static class DocumentSchemas
{
    /// <summary>
    /// The form of the durations that are written and read. <c>format: duration</c> allows no fraction of a second, so
    /// that strict validators would refuse real answers.
    /// </summary>
    public const string Duration = @"^P(\d+D)?(T(\d+H)?(\d+M)?(\d+(\.\d+)?S)?)?$";

    /// <summary>Fields that are read as a plain string or as an object.</summary>
    private static readonly HashSet<string> Plain = Converted(converter =>
        converter.GetType().BaseType is { IsGenericType: true } known
        && known.GetGenericTypeDefinition() == typeof(NameOrObjectConverter<>));

    /// <summary>Fields that are read as a string or as a whole number.</summary>
    private static readonly HashSet<string> Numbered = Converted(converter => converter is TextOrNumberConverter);

    private static HashSet<string> Converted(Func<JsonConverter, bool> isMeant) =>
    [
        .. from type in typeof(NoticeInput).Assembly.GetExportedTypes()
           let info = type.IsGenericType || type.IsEnum ? null : TakedownJson.Default.GetTypeInfo(type)
           where info is not null
           from property in info.Properties
           where property.CustomConverter is { } converter && isMeant(converter)
           select $"{type.Name}.{property.Name}",
    ];

    /// <summary>Types of instants and durations, which have converters of their own.</summary>
    public static void Type(OpenApiSchema schema, Type type)
    {
        var plain = Nullable.GetUnderlyingType(type) ?? type;
        if (plain != typeof(TimeSpan) && plain != typeof(DateTimeOffset)) return;
        schema.Type = plain == type ? JsonSchemaType.String : JsonSchemaType.String | JsonSchemaType.Null;
        if (plain == typeof(DateTimeOffset)) return;
        schema.Format = null;
        schema.Pattern = Duration;
    }

    /// <summary>
    /// Enumerations that occur only or first where they may be missing: their summaries do not reach the document.
    /// </summary>
    private static readonly Dictionary<string, string> Optional = new(StringComparer.Ordinal)
    {
        ["ClaimantType"] = "Type of a claimant.",
        ["ContactChannel"] = "How a body takes complaints of the public.",
        ["Finding"] = "What a platform found when it verified a notice.",
        ["MediationOutcome"] = "How a mediation ended.",
        ["NeverTouchReason"] = "Why something is never claimed.",
        ["NoticeState"] = "State of a notice. The status of its deadlines is separate: `sla`.",
        ["PlatformFilingKind"] = "What a platform is filed or licensed for.",
        ["ProceedingOutcome"] = "How a proceeding ended for the measure.",
        ["ResponseStatus"] = "Outcome of one response.",
        ["ScorePart"] = "A part of a score: of a claimant `refused`, `reversed`, `duplicate`; of a platform `late`, "
            + "`last-minute`, `overturned`.",
        ["SeenAs"] = "As whose body a reader sees an escalation.",
        ["SenderStep"] = "A step against a claimant that abuses notices, always decided by a person.",
        ["SharedTarget"] = "Why a target is shared with others who have nothing to do with the claim.",
    };

    public static void Finish(OpenApiDocument document, IEnumerable<DocumentWords> words)
    {
        var lists = words.ToDictionary(w => w.Field, w => w.Words);
        foreach (var (name, schema) in document.Components!.Schemas!)
        {
            if (schema is not OpenApiSchema own) continue;
            Enumerate(own);
            own.Description ??= Optional.GetValueOrDefault(name);
            foreach (var (field, property) in own.Properties ?? new Dictionary<string, IOpenApiSchema>())
            {
                if (property is not OpenApiSchema inner) continue;
                var path = $"{name}.{field}";
                if (lists.TryGetValue(path, out var list)) inner.Enum = [.. Allowed(inner, list)];
                DescribeChoice(inner);
                if (Numbered.Contains(path))
                    inner.Type = JsonSchemaType.String | JsonSchemaType.Integer | JsonSchemaType.Null;
                if (!Plain.Contains(path)) continue;
                inner.OneOf ??= [];
                inner.OneOf.Insert(Math.Min(1, inner.OneOf.Count), new OpenApiSchema { Type = JsonSchemaType.String });
            }
        }
    }

    private static IEnumerable<JsonNode> Allowed(OpenApiSchema schema, IReadOnlyList<string> words)
    {
        foreach (var word in words) yield return word;
        if (schema.Type?.HasFlag(JsonSchemaType.Null) == true) yield return JsonNullSentinel.JsonNull;
    }

    /// <summary>Words are strings, and null is none of them: whether a field may be null is said where it is.</summary>
    private static void Enumerate(OpenApiSchema schema)
    {
        if (schema.Enum is not { Count: > 0 } words) return;
        schema.Type = JsonSchemaType.String;
        schema.Enum = [.. words.Where(w => w is not null && !w.IsJsonNullSentinel())];
    }

    /// <summary>What is said of a field belongs to the field, not to one of the forms that it may have.</summary>
    private static void DescribeChoice(OpenApiSchema schema)
    {
        foreach (var choice in schema.OneOf ?? [])
        {
            if (choice is not OpenApiSchemaReference { Reference.Description: { } text } reference) continue;
            schema.Description ??= text;
            reference.Reference.Description = null;
        }
    }
}
