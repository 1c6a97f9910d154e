namespace Takedown.Server.Connectors;

/// <summary>What became of a push.</summary>
/// <param name="Code">Stable code of the failure; null if the platform's side has stored the notices durably.</param>
/// <param name="NotBefore">When the platform wants the next push.</param>
/// <param name="IsSplit">Whether the platform refused the content, so that a part of it may be accepted.</param>
internal readonly record struct PushResult(string? Code, DateTimeOffset? NotBefore = null, bool IsSplit = false)
{
    public static readonly PushResult Stored;
}
