using Microsoft.AspNetCore.Components;
using Takedown.Screens.Access;

namespace Takedown.Screens.Regulators.Shared;

/// <summary>Links above a list.</summary>
internal static class Links
{
    public static RenderFragment Of(Screen screen, params (string Href, string Text)[] links) => builder =>
    {
        builder.OpenElement(0, "nav");
        builder.AddAttribute(1, "class", "actions no-print");
        builder.AddAttribute(2, "aria-label", screen.T("Related pages", "相关页面"));
        foreach (var (href, text) in links)
        {
            builder.OpenElement(3, "a");
            builder.AddAttribute(4, "class", "button second");
            builder.AddAttribute(5, "href", href);
            builder.AddContent(6, text);
            builder.CloseElement();
        }
        builder.CloseElement();
    };
}
