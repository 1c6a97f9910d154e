using FluentValidation;
using Takedown.Contracts;
using Takedown.Server.Http;

namespace Takedown.Server.Views;

/// <summary>A view names a page of the console and nothing else: a link from it never leads out.</summary>
internal sealed class ViewValidator : AbstractValidator<SavedViewInput>
{
    private const int MaxName = 100, MaxPath = 200, MaxQuery = 2000;

    public ViewValidator() => this.Finds(Check);

    private static List<InputFault> Check(SavedViewInput input)
    {
        List<InputFault> faults = [];
        if (string.IsNullOrWhiteSpace(input.Name)) faults.Add("/name", "field.required");
        else faults.CheckLength(input.Name, MaxName, "/name");
        if (string.IsNullOrEmpty(input.Path)) faults.Add("/path", "field.required");
        else if (input.Path.Length > MaxPath) faults.CheckLength(input.Path, MaxPath, "/path");
        else if (!IsPage(input.Path)) faults.Add(new InputFault("/path", "field.type", "/notices"));
        if (input.Query?.Length > MaxQuery) faults.CheckLength(input.Query, MaxQuery, "/query");
        else if (input.Query is { } query && !query.All(IsQuery))
            faults.Add(new InputFault("/query", "field.type", "state=delivered&platform=…"));
        return faults;
    }

    private static bool IsPage(string path) => path[0] == '/'
        && path[1..].Split('/').All(s => s.Length > 0 && s.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_'));

    /// <summary>What a browser leaves in a query.</summary>
    private static bool IsQuery(char c) => c is > ' ' and <= '~' and not ('#' or '?' or '\\' or '"' or '<' or '>');
}
