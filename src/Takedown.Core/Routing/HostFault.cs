namespace Takedown.Core.Routing;

/// <summary>Why a text is not a valid host pattern of a platform.</summary>
public enum HostFault
{
    /// <summary>Valid.</summary>
    None,
    /// <summary>Empty or only white space.</summary>
    Empty,
    /// <summary>More than <see cref="HostPattern.MaxLength"/> characters.</summary>
    TooLong,
    /// <summary>A scheme before the host: a pattern applies to http and https.</summary>
    Scheme,
    /// <summary>A user name before the host.</summary>
    Credentials,
    /// <summary>An IP address instead of a name.</summary>
    IpLiteral,
    /// <summary>A single label, which would claim a whole top-level domain.</summary>
    SingleLabel,
    /// <summary>Not a host name, or a star elsewhere than as the first label.</summary>
    BadHost,
    /// <summary>Not a number from 1 to 65535.</summary>
    BadPort,
    /// <summary>A query or a fragment.</summary>
    BadPath,
    /// <summary>A control character, white space or a backslash within the text.</summary>
    BadCharacter,
}
