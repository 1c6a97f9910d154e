namespace Takedown.Core.Targets;

/// <summary>Why a text is not a URL that a notice can name. The first fault found, in the order of this list.</summary>
public enum UrlFault
{
    /// <summary>It is one.</summary>
    None,
    /// <summary>Nothing but white space.</summary>
    Empty,
    /// <summary>More than <see cref="CanonicalUrl.MaxLength"/> characters, as given or once encoded.</summary>
    TooLong,
    /// <summary>No scheme, or no <c>//</c> and host after it.</summary>
    NotAbsolute,
    /// <summary>A scheme other than http and https.</summary>
    SchemeNotAllowed,
    /// <summary>A user name or password before the host: the usual disguise of another host.</summary>
    Credentials,
    /// <summary>
    /// An address in place of a name, in any spelling: <c>127.1</c>, <c>0x7f000001</c>, <c>[::1]</c>.
    /// </summary>
    IpLiteral,
    /// <summary>Not a host name of at least two labels.</summary>
    BadHost,
    /// <summary>Not a number from 1 to 65535.</summary>
    BadPort,
    /// <summary>A control character, white space or a backslash inside, or half of a surrogate pair.</summary>
    BadCharacter,
}
