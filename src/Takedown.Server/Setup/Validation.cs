using System.Globalization;
using System.Text.RegularExpressions;
using FluentValidation;
using FluentValidation.Results;

namespace Takedown.Server.Setup;

/// <summary>FluentValidation in our terms: every failure is a pointer, a stable code and the words' arguments.</summary>
internal static partial class Validation
{
    public static IRuleBuilderOptions<T, TProperty> Fault<T, TProperty>(
        this IRuleBuilderOptions<T, TProperty> rule, string pointer, string code, params string[] args) =>
        rule.OverridePropertyName(pointer).WithErrorCode(code).WithState(_ => args).WithMessage(code);

    public static IRuleBuilderOptions<T, string?> AtMost<T>(this IRuleBuilder<T, string?> rule, string pointer, int length) =>
        rule.Must(text => text is null || text.Length <= length)
            .Fault(pointer, "value.too-long", length.ToString(CultureInfo.InvariantCulture));

    public static IRuleBuilderOptions<T, string?> Token<T>(this IRuleBuilder<T, string?> rule, string pointer) =>
        rule.Must(text => text is null || IsToken(text)).Fault(pointer, "value.token");

    public static bool IsToken(string text) => text.Length is >= 1 and <= 60 && TokenPattern().IsMatch(text);

    public static void Add<T>(this ValidationContext<T> context, string pointer, string code, params string[] args) =>
        context.AddFailure(new ValidationFailure(pointer, code) { ErrorCode = code, CustomState = args });

    public static IReadOnlyList<InputFault> Faults(this ValidationResult result) =>
        [.. result.Errors.Select(e => new InputFault(e.PropertyName, e.ErrorCode, e.CustomState as string[] ?? []))];

    [GeneratedRegex("^[a-z0-9]+(-[a-z0-9]+)*$", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex TokenPattern();
}
