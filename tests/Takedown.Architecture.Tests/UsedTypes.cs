using System.Reflection;
using System.Reflection.Emit;

namespace Takedown.Architecture.Tests;

/// <summary>
/// The types that a type uses: in signatures, attributes and method bodies, those of its lambdas, iterators and async
/// state machines included, because the compiler nests them in it.
/// </summary>
internal static class UsedTypes
{
    private const BindingFlags Own = BindingFlags.DeclaredOnly | BindingFlags.Public | BindingFlags.NonPublic
        | BindingFlags.Instance | BindingFlags.Static;

    private static readonly Dictionary<short, OpCode> OpCodesByValue = typeof(OpCodes).GetFields()
        .Select(f => (OpCode)f.GetValue(null)!).ToDictionary(o => o.Value);

    public static HashSet<Type> Of(Type type) =>
        [.. OfOne(type).SelectMany(Parts), .. type.GetNestedTypes(Own).SelectMany(Of)];

    private static IEnumerable<Type?> OfOne(Type type) =>
    [
        type.BaseType,
        .. type.GetInterfaces(),
        .. Attributes(type),
        .. type.GetGenericArguments().Where(a => a.IsGenericParameter).SelectMany(a => a.GetGenericParameterConstraints()),
        .. type.GetFields(Own).SelectMany(f => Attributes(f).Append(f.FieldType)),
        .. type.GetProperties(Own).SelectMany(Attributes),
        .. type.GetConstructors(Own).SelectMany(OfMethod),
        .. type.GetMethods(Own).SelectMany(m => OfMethod(m).Append(m.ReturnType)),
    ];

    private static IEnumerable<Type?> OfMethod(MethodBase method) =>
    [
        .. Attributes(method),
        .. method.GetParameters().Select(p => p.ParameterType),
        .. method.GetMethodBody() is { } body
            ? [
                .. body.LocalVariables.Select(v => v.LocalType),
                .. body.ExceptionHandlingClauses.Where(c => c.Flags is ExceptionHandlingClauseOptions.Clause).Select(c => c.CatchType),
                .. Tokens(body.GetILAsByteArray()!).SelectMany(token => OfMember(Resolve(method, token))),
            ]
            : Array.Empty<Type?>(),
    ];

    private static IEnumerable<Type?> OfMember(MemberInfo? member) => member switch
    {
        Type type => [type],
        MethodInfo { IsGenericMethod: true } method => method.GetGenericArguments().Append(method.DeclaringType),
        _ => [member?.DeclaringType],
    };

    private static IEnumerable<Type> Attributes(MemberInfo member) => member.CustomAttributes.SelectMany(a =>
        a.ConstructorArguments.Select(c => c.Value as Type).OfType<Type>().Append(a.AttributeType));

    /// <summary>The tokens of types, fields and methods in a method body.</summary>
    private static IEnumerable<int> Tokens(byte[] il)
    {
        for (var at = 0; at < il.Length;)
        {
            var value = il[at++] is var first && first == 0xFE ? unchecked((short)(0xFE00 | il[at++])) : (short)first;
            var operand = OpCodesByValue[value].OperandType;
            if (operand is OperandType.InlineType or OperandType.InlineField or OperandType.InlineMethod or OperandType.InlineTok)
            {
                yield return BitConverter.ToInt32(il, at);
            }
            at += operand switch
            {
                OperandType.InlineNone => 0,
                OperandType.ShortInlineBrTarget or OperandType.ShortInlineI or OperandType.ShortInlineVar => 1,
                OperandType.InlineVar => 2,
                OperandType.InlineI8 or OperandType.InlineR => 8,
                OperandType.InlineSwitch => 4 + 4 * BitConverter.ToInt32(il, at),
                _ => 4,
            };
        }
    }

    private static MemberInfo? Resolve(MethodBase method, int token) => method.Module.ResolveMember(
        token, method.DeclaringType?.GetGenericArguments(), method.IsGenericMethod ? method.GetGenericArguments() : null);

    /// <summary>A type, what it is an array or a reference of, and its type arguments.</summary>
    private static IEnumerable<Type> Parts(Type? type) =>
        type is null ? []
        : type.HasElementType ? Parts(type.GetElementType())
        : type.IsConstructedGenericType ? type.GetGenericArguments().SelectMany(Parts).Append(type.GetGenericTypeDefinition())
        : [type];
}
