using Takedown.Contracts;
using Takedown.Server.Http;

namespace Takedown.Server.Authorities;

/// <summary>What may be published of a body, and how it may be divided.</summary>
internal static class BodyRules
{
    public const int MaxUnits = 100;
    private const int MaxContacts = 20, MaxValue = 500, MaxName = 200, MaxTypes = 50;

    public static List<InputFault> Check(BodyContactsInput input)
    {
        List<InputFault> faults = [];
        if (input.Contacts is null) faults.Add("/contacts", "field.required");
        if (input.Contacts?.Count > MaxContacts) faults.Add("/contacts", "list.too-long", $"{MaxContacts}");
        foreach (var (i, contact) in (input.Contacts ?? []).Take(MaxContacts).Index())
        {
            if (contact?.Channel is null) faults.Add($"/contacts/{i}/channel", "field.required");
            else if (string.IsNullOrWhiteSpace(contact.Value)) faults.Add($"/contacts/{i}/value", "field.required");
            else if (ContactFaults.Of(contact.Channel.Value, contact.Value) is { } code)
                faults.Add($"/contacts/{i}/value", code);
            else faults.CheckLength(contact.Value, MaxValue, $"/contacts/{i}/value");
        }
        return faults;
    }

    /// <param name="input">The units.</param>
    /// <param name="functions">The functions of the body.</param>
    public static List<InputFault> Check(BodyUnitsInput input, IReadOnlyList<string> functions)
    {
        List<InputFault> faults = [];
        if (input.Units is null) faults.Add("/units", "field.required");
        if (input.Units?.Count > MaxUnits) faults.Add("/units", "list.too-long", $"{MaxUnits}");
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (i, unit) in (input.Units ?? []).Take(MaxUnits).Index())
        {
            if (unit?.Code is not { } code || !Validation.IsToken(code)) faults.Add($"/units/{i}/code", "value.token");
            else if (!seen.Add(code)) faults.Add($"/units/{i}/code", "value.duplicate");
            if (string.IsNullOrWhiteSpace(unit?.Name)) faults.Add($"/units/{i}/name", "field.required");
            faults.CheckLength(unit?.Name, MaxName, $"/units/{i}/name");
            foreach (var (j, function) in (unit?.Functions ?? []).Take(MaxTypes).Index())
            {
                if (!functions.Contains(function))
                    faults.Add(
                        $"/units/{i}/functions/{j}", "value.unknown", JsonErrors.Shorten(function ?? ""),
                        string.Join(", ", functions));
            }
            faults.CheckTokens(unit?.ServiceTypes, MaxTypes, $"/units/{i}/serviceTypes");
        }
        return faults;
    }
}
