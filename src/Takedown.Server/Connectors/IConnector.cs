using Takedown.Contracts;
using Takedown.Server.Http;
using Takedown.Server.Registry;

namespace Takedown.Server.Connectors;

/// <summary>
/// A method by which platforms receive notices. Each connector is in one folder and registered in the module.
/// </summary>
internal interface IConnector
{
    ConnectorKind Kind { get; }

    /// <summary>The faults of a registration or a change.</summary>
    IEnumerable<InputFault> Check(ConnectorInput input);

    /// <summary>
    /// The faults of this connector's fields if another connector was chosen. Such fields are not stored.
    /// </summary>
    IEnumerable<InputFault> CheckUnused(ConnectorInput input) => [];

    /// <summary>The platform with the connector's own fields; fields of other connectors are cleared.</summary>
    Organisation Configure(Organisation platform, ConnectorInput? input);

    /// <summary>A new signing secret; null for a connector without one.</summary>
    string? NewSecret() => null;

    /// <summary>
    /// Creates what a registered platform needs. It may be called again; a fault of the broker is logged and does not
    /// fail the registration.
    /// </summary>
    Task PrepareAsync(Organisation platform, CancellationToken cancellation) => Task.CompletedTask;
}
