using Microsoft.AspNetCore.Http;

namespace Takedown.Screens.Acts;

/// <summary>The ticked rows of a list.</summary>
internal static class Ticked
{
    /// <summary>Their ids, each once; what is no id is left out.</summary>
    public static IEnumerable<Guid> Of(IFormCollection form) => form["id"]
        .Select(i => Guid.TryParse(i, out var id) ? id : default).Where(i => i != default).Distinct();
}
