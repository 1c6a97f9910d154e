using FluentValidation;
using Takedown.Contracts;
using Takedown.Server.Http;

namespace Takedown.Server.Organisations;

/// <summary>Validates the given fields of a person.</summary>
internal sealed class PersonValidator : AbstractValidator<PersonInput>
{
    public PersonValidator()
    {
        RuleFor(p => p.Name).AtMost("/name", 200);
        RuleFor(p => p.Name).Must(IsLine).Fault("/name", "text.line");
        RuleFor(p => p.Title).AtMost("/title", 200);
        RuleFor(p => p.Title).Must(IsLine).Fault("/title", "text.line");
        RuleFor(p => p.Subject).AtMost("/subject", 255);
        RuleFor(p => p.Subject).Must(IsLine).Fault("/subject", "text.line");
    }

    /// <summary>One line with something on it: names are shown in lists and stand in the audit trail.</summary>
    public static bool IsLine(string? text) =>
        text is null || (!string.IsNullOrWhiteSpace(text) && !text.Any(char.IsControl));
}
