
namespace Takedown.Server.Http;

/// <summary>One fault of the input, before its message is localised.</summary>
/// <param name="Pointer">JSON pointer, or <c>?name</c> for a query parameter, or a header's name.</param>
/// <param name="Code">Stable code.</param>
/// <param name="Args">Arguments of the message.</param>
internal readonly record struct InputFault(string Pointer, string Code, params string[] Args)
{
    /// <summary>The key of the message where it says more than that of the code; null for that of the code.</summary>
    public string? Text { get; init; }
}
