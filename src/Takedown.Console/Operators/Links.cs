using Microsoft.AspNetCore.Components;

namespace Takedown.Screens.Operators;

/// <summary>A row of links above a list.</summary>
internal static class Links
{
    public static RenderFragment To(params (string Href, string Text)[] links) => builder =>
    {
        builder.OpenElement(0, "p");
        builder.AddAttribute(1, "class", "actions no-print");
        foreach (var (href, text) in links)
        {
            builder.OpenElement(2, "a");
            builder.AddAttribute(3, "class", "button");
            builder.AddAttribute(4, "href", href);
            builder.AddContent(5, text);
            builder.CloseElement();
        }
        builder.CloseElement();
    };
}
