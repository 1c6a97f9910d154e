using Takedown.Contracts;
using Takedown.Server.Http;

namespace Takedown.Server.Intake;

/// <summary>One item as it stands in the body. Its bytes are only valid until the next item is read.</summary>
/// <param name="Bytes">The text: for JSON what is parsed, for CSV the row.</param>
/// <param name="Notice">Read already, where the format is not JSON.</param>
/// <param name="Faults">Why it cannot be read, or not as it stands.</param>
internal readonly record struct RawItem(
    ReadOnlyMemory<byte> Bytes, NoticeInput? Notice, params IReadOnlyList<InputFault> Faults)
{
    /// <summary>A notice with a thousand pieces of evidence would fit; a flood does not.</summary>
    public const int MaxBytes = 256 * 1024;

    public static RawItem TooLarge => new(default, null, new InputFault("", "notice.too-large", "262,144"));
}
