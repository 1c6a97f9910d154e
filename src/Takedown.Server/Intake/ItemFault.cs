using Takedown.Server.Http;

namespace Takedown.Server.Intake;

/// <summary>A fault as stored with its item: without a message, which is found in the reader's language.</summary>
internal sealed record ItemFault(string P, string C, string[]? A)
{
    public static ItemFault Of(InputFault fault) =>
        new(fault.Pointer, fault.Code, fault.Args is { Length: > 0 } ? fault.Args : null);

    public InputFault Input => new(P, C, A ?? []);
}
