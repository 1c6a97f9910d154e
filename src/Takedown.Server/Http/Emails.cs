
namespace Takedown.Server.Http;

internal static class Emails
{
    /// <summary>
    /// Whether the text has one @ with text on both sides and a dot after it; only the mail server can decide the rest.
    /// </summary>
    public static bool LooksRight(string text)
    {
        var at = text.IndexOf('@', StringComparison.Ordinal);
        return at > 0 && at == text.LastIndexOf('@') && text.IndexOf('.', at) > at + 1 && !text.Any(char.IsWhiteSpace)
            && text[^1] != '.';
    }
}
