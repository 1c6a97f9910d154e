using System.Buffers.Text;

namespace Takedown.Server.Accounts;

/// <summary>
/// Ids of notices in a text of the table <c>strikes</c>, 22 characters each (base64url). Removals hit its rows at
/// random, so every byte of a row is paid with pages written.
/// </summary>
internal static class NoticeName
{
    public const int Length = 22;

    public static string All(IEnumerable<Guid> ids) =>
        string.Concat(ids.Select(id => Base64Url.EncodeToString(id.ToByteArray(bigEndian: true))));

    public static IEnumerable<Guid> Ids(string names)
    {
        for (var at = 0; at + Length <= names.Length; at += Length)
            yield return new(Base64Url.DecodeFromChars(names.AsSpan(at, Length)), bigEndian: true);
    }
}
