using System.Text.Json;
using Takedown.Contracts;
using Takedown.Core.Targets;

namespace Takedown.Core.Registers;

/// <summary>The values of a row by the names of its fields, in canonical form.</summary>
public sealed class RegisterEntry
{
    private readonly RegisterDefinition _register;
    private readonly Dictionary<string, string> _values;

    private RegisterEntry(RegisterDefinition register, Dictionary<string, string> values) =>
        (_register, _values) = (register, values);

    /// <summary>What tells the row apart from the others of its body, as titles are compared.</summary>
    public string Key => string.Join('\n', _register.Key.Select(name => DuplicateKey.Folded(Value(name))));

    /// <summary>What the row is called.</summary>
    public string Title => Value(_register.Title) ?? "";

    /// <summary>The value of a field; null if there is none.</summary>
    public string? Value(string name) => _values.GetValueOrDefault(name);

    /// <summary>Checks the texts of a row.</summary>
    /// <param name="register">The register.</param>
    /// <param name="texts">The texts by the names of the fields; empty ones are no values.</param>
    /// <param name="faults">Receives the faults, with the names of their fields as pointers.</param>
    public static RegisterEntry Of(
        RegisterDefinition register, IReadOnlyDictionary<string, string> texts, ICollection<Fault> faults)
    {
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var field in register.Fields)
        {
            var text = texts.GetValueOrDefault(field.Name)?.Trim() ?? "";
            if (text.Length == 0)
            {
                if (field.Required) faults.Add(new($"/{field.Name}", "field.required"));
                continue;
            }
            if (RegisterValues.Fault(field, text, out var canonical) is { } code) faults.Add(new($"/{field.Name}",
                code));
            else if (canonical.Length > 0) values[field.Name] = canonical;
        }
        var entry = new RegisterEntry(register, values);
        if (entry.Value("from") is { } from && entry.Value("until") is { } until
            && string.CompareOrdinal(until, from) < 0)
        {
            faults.Add(new("/until", "period.ends-before"));
        }
        return entry;
    }

    /// <summary>The values as they are stored: a JSON object in the order of the fields.</summary>
    public string Write()
    {
        var fields = _register.Fields.Where(f => _values.ContainsKey(f.Name))
            .Select(f => $"\"{f.Name}\":\"{RegisterValues.Escaped(_values[f.Name])}\"");
        return $"{{{string.Join(',', fields)}}}";
    }

    /// <summary>Reads stored values. Those of fields that are gone are left out.</summary>
    public static RegisterEntry Read(RegisterDefinition register, string stored)
    {
        using var document = JsonDocument.Parse(stored);
        return new(register, document.RootElement.EnumerateObject()
            .Where(p => register.Fields.Any(f => f.Name == p.Name))
            .ToDictionary(p => p.Name, p => p.Value.GetString()!, StringComparer.Ordinal));
    }

    /// <summary>The values as readers see them, in the order of the fields.</summary>
    public IReadOnlyDictionary<string, JsonElement> View => _register.Fields
        .Where(f => _values.ContainsKey(f.Name))
        .ToDictionary(f => f.Name, f => RegisterValues.Json(f.Type, _values[f.Name]), StringComparer.Ordinal);

    /// <summary>Names of the fields in which two rows differ.</summary>
    public IReadOnlyList<string> Differences(RegisterEntry? other) =>
        [.. _register.Fields.Select(f => f.Name).Where(name => Value(name) != other?.Value(name))];
}
