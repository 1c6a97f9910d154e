namespace Takedown.Core.Routing;

/// <summary>Why a text is not a host that a platform can answer for.</summary>
public enum HostFault
{
    /// <summary>It is one.</summary>
    None,
    /// <summary>Nothing but white space.</summary>
    Empty,
    /// <summary>More than <see cref="HostPattern.MaxLength"/> characters.</summary>
    TooLong,
    /// <summary>A scheme before the host: a pattern is for http and https alike.</summary>
    Scheme,
    /// <summary>A user name before the host.</summary>
    Credentials,
    /// <summary>An address in place of a name.</summary>
    IpLiteral,
    /// <summary>One label, which would claim a whole top level domain.</summary>
    SingleLabel,
    /// <summary>Not a host name, or a star anywhere but as its first label.</summary>
    BadHost,
    /// <summary>Not a number from 1 to 65535.</summary>
    BadPort,
    /// <summary>A query or a fragment.</summary>
    BadPath,
    /// <summary>A control character, white space or a backslash inside.</summary>
    BadCharacter,
}
