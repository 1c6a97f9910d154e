using Takedown.Server.Http;

namespace Takedown.Server.Intake;

/// <summary>How the intake of a body ended.</summary>
internal enum IntakeEnd
{
    Complete,
    /// <summary>The body as a whole is not what it should be.</summary>
    BodyInvalid,
    /// <summary>The body ended early.</summary>
    BodyIncomplete,
    /// <summary>One item has no end within its limit.</summary>
    BodyTooLarge,
    /// <summary>The API key was revoked meanwhile.</summary>
    KeyRevoked,
    /// <summary>The Idempotency-Key belongs to another body.</summary>
    KeyReused,
}

internal readonly record struct IntakeOutcome(IntakeEnd End, params IReadOnlyList<InputFault> Faults);

/// <summary>The body cannot be read on from here. Items before it stand.</summary>
internal sealed class BodyFaultException(IntakeEnd end, params IReadOnlyList<InputFault> faults)
    : Exception(faults[0].Code)
{
    public BodyFaultException(params IReadOnlyList<InputFault> faults) : this(IntakeEnd.BodyInvalid, faults)
    {
    }

    public IntakeOutcome Outcome => new(end, faults);
}
