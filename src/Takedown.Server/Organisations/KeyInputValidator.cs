using FluentValidation;
using Takedown.Contracts;
using Takedown.Core.Keys;
using Takedown.Server.Http;

namespace Takedown.Server.Organisations;

/// <summary>Validates the fields of a new key, each independently of the others and of the owner.</summary>
internal sealed class KeyInputValidator : AbstractValidator<KeyInput>
{
    private const int MaxName = 100;

    public KeyInputValidator(TimeProvider time)
    {
        RuleFor(k => k.Name).AtMost("/name", MaxName);
        RuleFor(k => k.Name).Must(PersonValidator.IsLine).Fault("/name", "text.line");
        RuleFor(k => k.Scopes).Must(s => s is not { Count: 0 }).Fault("/scopes", "field.required");
        RuleFor(k => k.ExpiresAt).Must(at => at is null || at > time.GetUtcNow()).Fault("/expiresAt", "time.past");
        RuleFor(k => k.Addresses).Must(a => a is not { Count: 0 }).Fault("/addresses", "field.required");
        this.Finds(AddressFaults);
    }

    private static IEnumerable<InputFault> AddressFaults(KeyInput input)
    {
        if (input.Addresses?.Count > AddressList.MaxEntries)
            yield return new("/addresses", "list.too-long", $"{AddressList.MaxEntries}");
        foreach (var (i, address) in (input.Addresses ?? []).Take(AddressList.MaxEntries).Index())
        {
            if (AddressList.Canonical(address) is null) yield return new($"/addresses/{i}", "address.invalid");
        }
    }
}
