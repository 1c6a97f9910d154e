using Takedown.Server.Http;

namespace Takedown.Server.Intake;

/// <summary>A stored fault. The message is added in the language of the reader.</summary>
/// <param name="P">Pointer.</param>
/// <param name="C">Code.</param>
/// <param name="A">Arguments of the message.</param>
/// <param name="T">Key of the message, where it is not the code.</param>
internal sealed record ItemFault(string P, string C, string[]? A, string? T = null)
{
    public static ItemFault Of(InputFault fault) =>
        new(fault.Pointer, fault.Code, fault.Args is { Length: > 0 } ? fault.Args : null, fault.Text);

    public InputFault Input => new(P, C, A ?? []) { Text = T };
}
