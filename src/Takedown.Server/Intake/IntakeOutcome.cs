using Takedown.Server.Http;

namespace Takedown.Server.Intake;

/// <summary>End of the intake of a body.</summary>
internal enum IntakeEnd
{
    Complete,
    /// <summary>The body as a whole is invalid.</summary>
    BodyInvalid,
    /// <summary>The body ended early.</summary>
    BodyIncomplete,
    /// <summary>An item exceeds the size limit, and reading cannot continue.</summary>
    BodyTooLarge,
    /// <summary>The encoding of the body cannot be told. Nothing of it that is not yet stored is kept.</summary>
    Undecodable,
    /// <summary>There is no room for the results of a dry run.</summary>
    NoRoom,
    /// <summary>The API key was revoked during the request.</summary>
    KeyRevoked,
    /// <summary>The Idempotency-Key was used with another body.</summary>
    KeyReused,
}

internal readonly record struct IntakeOutcome(IntakeEnd End, params IReadOnlyList<InputFault> Faults);

/// <summary>The rest of the body cannot be read. Earlier items are kept.</summary>
internal sealed class BodyFaultException(IntakeEnd end, params IReadOnlyList<InputFault> faults)
    : Exception(faults[0].Code)
{
    public BodyFaultException(params IReadOnlyList<InputFault> faults) : this(IntakeEnd.BodyInvalid, faults)
    {
    }

    public IntakeOutcome Outcome => new(end, faults);
}
