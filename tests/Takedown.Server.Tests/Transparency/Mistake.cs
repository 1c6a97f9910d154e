namespace Takedown.Server.Tests.Transparency;

/// <summary>What a store of the public record may do wrong.</summary>
public enum Mistake
{
    None,
    /// <summary>The cursor is moved before what it stands for is written.</summary>
    CursorFirst,
    /// <summary>An entry replaces what is stored, whatever its version.</summary>
    NoGuard,
    /// <summary>A hidden notice is deleted instead of marked.</summary>
    Deletes,
    /// <summary>More events are held to be in what was read than are.</summary>
    ReadAhead,
}
