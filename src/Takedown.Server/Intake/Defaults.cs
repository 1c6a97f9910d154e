using System.Linq.Expressions;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Takedown.Contracts;
using Takedown.Contracts.Json;

namespace Takedown.Server.Intake;

/// <summary>Fills omitted fields of an item with defaults. Values of the item win; objects are merged.</summary>
internal static class Defaults
{
    public static NoticeInput WithDefaults(this NoticeInput item, NoticeInput? defaults) => Fill(item, defaults)!;

    public static Party? WithDefaults(this Party? given, Party? defaults) => Fill(given, defaults);

    private static T? Fill<T>(T? given, T? defaults) where T : class, new() =>
        given is null || defaults is null ? given ?? defaults : Filled<T>.Of(given, defaults);

    /// <summary>
    /// The same for an item that is JSON but not a valid notice, so that a corrected item still has its defaults.
    /// </summary>
    public static byte[]? WithDefaultsAsJson(this NoticeInput? defaults, ReadOnlySpan<byte> text)
    {
        if (text.IsEmpty) return null;
        try
        {
            if (JsonNode.Parse(text) is JsonObject item)
            {
                if (defaults is not null) Fill(item, AsJson(defaults));
                return JsonSerializer.SerializeToUtf8Bytes(item, AsWritten);
            }
        }
        catch (Exception error) when (error is JsonException or ArgumentException or InvalidOperationException)
        {
            // Not JSON, or JSON with a duplicate field or an incomplete character: stored as received.
        }
        // The resend format has one item per line.
        var line = text.ToArray();
        line.AsSpan().Replace((byte)'\n', (byte)' ');
        return line;
    }

    private static readonly JsonSerializerOptions AsWritten =
        new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static JsonObject AsJson(NoticeInput defaults) =>
        JsonSerializer.SerializeToNode(defaults, TakedownJson.Default.NoticeInput)!.AsObject();

    private static void Fill(JsonObject item, JsonObject defaults)
    {
        foreach (var (name, value) in defaults)
        {
            if (item[name] is not { } given) item[name] = value?.DeepClone();
            else if (given is JsonObject part && value is JsonObject rest) Fill(part, rest);
        }
    }

    /// <summary>Merges two objects with a function compiled once from the properties of their type.</summary>
    private static class Filled<T> where T : class, new()
    {
        public static readonly Func<T, T, T> Of = Compile();

        private static Func<T, T, T> Compile()
        {
            var (given, defaults) = (Expression.Parameter(typeof(T)), Expression.Parameter(typeof(T)));
            var fields = typeof(T).GetProperties().Where(p => p.CanWrite).Select(field =>
            {
                var (own, other) = (Expression.Property(given, field), Expression.Property(defaults, field));
                return Expression.Bind(field, IsPart(field.PropertyType)
                    ? Expression.Call(typeof(Defaults), nameof(Fill), [field.PropertyType], own, other)
                    : Expression.Condition(IsNull(own), other, own));
            });
            var created = Expression.MemberInit(Expression.New(typeof(T)), fields);
            return Expression.Lambda<Func<T, T, T>>(created, given, defaults).Compile();
        }

        private static BinaryExpression IsNull(MemberExpression field) =>
            Expression.Equal(field, Expression.Constant(null, field.Type));

        /// <summary>
        /// Whether a type is merged field by field. An account is one value, because its name belongs to its id.
        /// </summary>
        private static bool IsPart(Type type) =>
            type.Assembly == typeof(NoticeInput).Assembly && type.IsClass && type != typeof(AccountRef);
    }
}
