using System.Globalization;
using Microsoft.AspNetCore.Http;
using Takedown.Screens.Api;

namespace Takedown.Screens.Acts;

/// <summary>A form that was refused, with what was typed into it.</summary>
public sealed record Failure(string Act, Problem Problem, IFormCollection Form)
{
    public const string Refused = "refused";

    /// <summary>What was typed into a field.</summary>
    public string? Typed(string name) => Form.TryGetValue(name, out var values) ? values[0] : null;

    /// <summary>What is wrong with a field, by the pointer of the problem.</summary>
    public string? FaultOf(string name)
    {
        var pointer = "/" + FieldName.PathOf(name).Replace('.', '/');
        return Problem.Faults.FirstOrDefault(f => f.Pointer == pointer)?.Message;
    }

    /// <summary>The button that asks for one more row of a list, whose name is its value.</summary>
    public const string More = "_more";

    /// <summary>How many rows of a list the form has: those that were sent and the one that was asked for.</summary>
    public int Rows(string list) => Form.Keys
        .Select(key => FieldName.PathOf(key).Split('.'))
        .Select(path => path.Length > 1 && path[0] == list
            && int.TryParse(path[1], NumberStyles.None, CultureInfo.InvariantCulture, out var place) ? place + 1 : 0)
        .Append(0).Max() + (Form[More] == list ? 1 : 0);

    /// <summary>What is wrong with the form as a whole or with what has no field.</summary>
    public IEnumerable<Fault> Others => Problem.Faults.Where(f => !Form.Keys.Any(
        key => "/" + FieldName.PathOf(key).Replace('.', '/') == f.Pointer));
}
