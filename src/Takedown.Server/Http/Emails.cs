
namespace Takedown.Server.Http;

internal static class Emails
{
    /// <summary>One @ with something on both sides and a dot behind it; the rest is the mail server's business.</summary>
    public static bool LooksRight(string text)
    {
        var at = text.IndexOf('@', StringComparison.Ordinal);
        return at > 0 && at == text.LastIndexOf('@') && text.IndexOf('.', at) > at + 1 && !text.Any(char.IsWhiteSpace) && text[^1] != '.';
    }
}
