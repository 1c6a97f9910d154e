using System.Globalization;
using FluentValidation;
using FluentValidation.Results;
using Takedown.Core;

namespace Takedown.Server.Http;

/// <summary>
/// FluentValidation for every request that is not a bulk item: a failure is a pointer, a stable code and the arguments
/// of its message. Bulk items have plain functions instead (<see cref="FaultLists"/>).
/// </summary>
internal static class Validation
{
    public static IRuleBuilderOptions<T, TProperty> Fault<T, TProperty>(
        this IRuleBuilderOptions<T, TProperty> rule, string pointer, string code, params string[] args) =>
        rule.OverridePropertyName(pointer).WithErrorCode(code).WithState(_ => args).WithMessage(code);

    public static IRuleBuilderOptions<T, string?> AtMost<T>(
        this IRuleBuilder<T, string?> rule, string pointer, int length, string? shown = null) =>
        rule.Must(text => text is null || text.Length <= length)
            .Fault(pointer, "value.too-long", shown ?? length.ToString(CultureInfo.InvariantCulture));

    public static IRuleBuilderOptions<T, string?> Token<T>(this IRuleBuilder<T, string?> rule, string pointer) =>
        rule.Must(text => text is null || IsToken(text)).Fault(pointer, "value.token");

    /// <summary>A rule with any number of faults, such as one for each entry of a list.</summary>
    public static void Finds<T>(this AbstractValidator<T> validator, Func<T, IEnumerable<InputFault>> rule) =>
        validator.RuleFor(input => input).Custom((input, context) =>
        {
            foreach (var (pointer, code, args) in rule(input))
            {
                context.AddFailure(new ValidationFailure(pointer, code) { ErrorCode = code, CustomState = args });
            }
        });

    /// <summary>Applies validation rules of Core.</summary>
    public static void Follows<T>(this AbstractValidator<T> validator, Func<T, IReadOnlyList<Fault>> rules) =>
        validator.Finds(input => rules(input).Select(fault => new InputFault(
            fault.Pointer, fault.Code, fault.Value is { } value ? [JsonErrors.Shorten(value)] : [])));

    /// <summary>All faults in the order of the rules; none for valid input.</summary>
    public static IReadOnlyList<InputFault> FaultsOf<T>(this IValidator<T> validator, T input)
    {
        var result = validator.Validate(input);
        return result.IsValid ? [] : [.. result.Errors.Select(FaultOf)];
    }

    private static InputFault FaultOf(ValidationFailure failure) =>
        new(failure.PropertyName, failure.ErrorCode, failure.CustomState as string[] ?? []);

    /// <summary>Whether the text has the shape of a word.</summary>
    public static bool IsToken(string text) => Core.Words.Token.Is(text);
}
