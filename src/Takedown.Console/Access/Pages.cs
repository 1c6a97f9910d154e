using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Takedown.Screens.Access;

/// <summary>Answers that are pages.</summary>
public static class Pages
{
    /// <summary>Renders a page; the status is that of a form that was refused, or 200.</summary>
    public static IResult Show<TPage>(Screen screen, params (string Name, object? Value)[] parameters)
        where TPage : IComponent =>
        Show<TPage>(screen.Failure?.Problem.Status ?? StatusCodes.Status200OK, parameters);

    public static RazorComponentResult<TPage> Show<TPage>(int status, params (string Name, object? Value)[] parameters)
        where TPage : IComponent => new(parameters.ToDictionary(p => p.Name, p => p.Value))
        {
            StatusCode = status,
            // A page that fails amid its rendering must still become an error page.
            PreventStreamingRendering = true,
        };
}
