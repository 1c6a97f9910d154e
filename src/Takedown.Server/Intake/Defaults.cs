using System.Linq.Expressions;
using Takedown.Contracts;

namespace Takedown.Server.Intake;

/// <summary>Fills omitted fields of an item with defaults. Values of the item win; objects are merged.</summary>
internal static class Defaults
{
    public static NoticeInput WithDefaults(this NoticeInput item, NoticeInput? defaults) => Fill(item, defaults)!;

    public static Party? WithDefaults(this Party? given, Party? defaults) => Fill(given, defaults);

    private static T? Fill<T>(T? given, T? defaults) where T : class, new() =>
        given is null || defaults is null ? given ?? defaults : Filled<T>.Of(given, defaults);

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
