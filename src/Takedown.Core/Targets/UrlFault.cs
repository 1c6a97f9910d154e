namespace Takedown.Core.Targets;

/// <summary>
/// Why a text is not a valid target URL. The first fault found is reported, in the order of this list.
/// </summary>
public enum UrlFault
{
    /// <summary>Valid.</summary>
    None,
    /// <summary>Empty or only white space.</summary>
    Empty,
    /// <summary>More than <see cref="CanonicalUrl.MaxLength"/> characters, before or after encoding.</summary>
    TooLong,
    /// <summary>No scheme, or no <c>//</c> and host after it.</summary>
    NotAbsolute,
    /// <summary>A scheme other than http and https.</summary>
    SchemeNotAllowed,
    /// <summary>A user name or password before the host, a common way to disguise another host.</summary>
    Credentials,
    /// <summary>
    /// An IP address instead of a name, in any spelling: <c>127.1</c>, <c>0x7f000001</c>, <c>[::1]</c>.
    /// </summary>
    IpLiteral,
    /// <summary>Not a host name of at least two labels.</summary>
    BadHost,
    /// <summary>Not a number from 1 to 65535.</summary>
    BadPort,
    /// <summary>
    /// A control character, an invisible character, white space or a backslash within the text, or an unpaired
    /// surrogate. A blank in path or query is <c>%20</c>, unless another URL follows it.
    /// </summary>
    BadCharacter,
}
