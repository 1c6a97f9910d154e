using Takedown.Contracts;
using Takedown.Server.Http;
using Takedown.Server.Registry;

namespace Takedown.Server.Intake;

/// <summary>What routing decided for an item.</summary>
internal sealed record Route(Organisation Platform, string Regime, SlaPolicy Policy, string Target, byte[] OpenKey);

/// <summary>A fault as stored with its item: without words, which are found in the reader's language.</summary>
internal sealed record ItemFault(string P, string C, string[]? A)
{
    public static ItemFault Of(InputFault fault) => new(fault.Pointer, fault.Code, fault.Args is { Length: > 0 } ? fault.Args : null);

    public InputFault Input => new(P, C, A ?? []);
}
