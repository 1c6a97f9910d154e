using System.Text;
using Takedown.Contracts;
using Takedown.Core.Unicode;

namespace Takedown.Core.Targets;

/// <summary>
/// Accounts as they are compared: without white space around them, in NFC, without invisible characters. What is typed
/// or copied in two ways is one account, in notices and in what platforms say.
/// </summary>
public static class AccountText
{
    /// <summary>The account in this form; the same object if nothing changes.</summary>
    public static AccountRef? Normalize(AccountRef? account)
    {
        if (account is null) return null;
        var (id, name) = (Of(account.Id), Of(account.Name));
        return ReferenceEquals(id, account.Id) && ReferenceEquals(name, account.Name) ? account
            : new() { Id = id, Name = name };
    }

    /// <summary>An id or a name in this form.</summary>
    public static string? Of(string? text)
    {
        if (text is null) return null;
        if (Invisible.IsIn(text)) text = Visible(text);
        return Normal.Nfc(text.Trim());
    }

    private static string Visible(string text)
    {
        var seen = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes().Where(rune => !Invisible.Is(rune))) seen.Append(rune.ToString());
        return seen.ToString();
    }
}
