using System.Buffers;
using System.Globalization;
using FluentValidation;
using FluentValidation.Results;

namespace Takedown.Server.Http;

/// <summary>FluentValidation in our terms: every failure is a pointer, a stable code and the words' arguments.</summary>
internal static class Validation
{
    public static IRuleBuilderOptions<T, TProperty> Fault<T, TProperty>(
        this IRuleBuilderOptions<T, TProperty> rule, string pointer, string code, params string[] args) =>
        rule.OverridePropertyName(pointer).WithErrorCode(code).WithState(_ => args).WithMessage(code);

    public static IRuleBuilderOptions<T, string?> AtMost<T>(this IRuleBuilder<T, string?> rule, string pointer, int length) =>
        rule.Must(text => text is null || text.Length <= length)
            .Fault(pointer, "value.too-long", length.ToString(CultureInfo.InvariantCulture));

    public static IRuleBuilderOptions<T, string?> Token<T>(this IRuleBuilder<T, string?> rule, string pointer) =>
        rule.Must(text => text is null || IsToken(text)).Fault(pointer, "value.token");

    private static readonly SearchValues<char> TokenCharacters = SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789-");

    /// <summary>Words of lower-case letters and digits with single dashes between them. No regular expression: a notice holds ten.</summary>
    public static bool IsToken(string text) =>
        text.Length is >= 1 and <= 60 && text[0] != '-' && text[^1] != '-'
        && !text.AsSpan().ContainsAnyExcept(TokenCharacters) && !text.Contains("--", StringComparison.Ordinal);

    public static void Add<T>(this ValidationContext<T> context, string pointer, string code, params string[] args) =>
        context.AddFailure(new ValidationFailure(pointer, code) { ErrorCode = code, CustomState = args });

    public static IReadOnlyList<InputFault> Faults(this ValidationResult result) => result.Errors.Count == 0 ? []
        : [.. result.Errors.Select(e => new InputFault(e.PropertyName, e.ErrorCode, e.CustomState as string[] ?? []))];
}
