using Takedown.Contracts;

namespace Takedown.Server.Http;

/// <summary>What is wrong with a contact by its channel.</summary>
internal static class ContactFaults
{
    /// <summary>The code of the fault; null for a good one.</summary>
    public static string? Of(ContactChannel channel, string value) => channel switch
    {
        _ when value.Any(char.IsControl) => "text.control",
        ContactChannel.Mail when !Emails.LooksRight(value) => "email.invalid",
        // Shown to people as a link, so nothing but a page.
        ContactChannel.Web when !Uri.TryCreate(value, UriKind.Absolute, out var url) || url.Scheme != Uri.UriSchemeHttps
            || url.UserInfo.Length > 0 => "contact.web",
        _ => null,
    };
}
