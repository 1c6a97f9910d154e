using Takedown.Server.Http;

namespace Takedown.Server.Intake;

/// <summary>A stored fault. The message is added in the language of the reader.</summary>
internal sealed record ItemFault(string P, string C, string[]? A)
{
    public static ItemFault Of(InputFault fault) =>
        new(fault.Pointer, fault.Code, fault.Args is { Length: > 0 } ? fault.Args : null);

    public InputFault Input => new(P, C, A ?? []);
}
