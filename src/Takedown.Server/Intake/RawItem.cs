using Takedown.Contracts;
using Takedown.Server.Http;

namespace Takedown.Server.Intake;

/// <summary>One item of the body, unparsed. Its bytes are valid only until the next item is read.</summary>
/// <param name="Bytes">The JSON text, or the CSV row.</param>
/// <param name="Notice">The notice, if the format is not JSON.</param>
/// <param name="Faults">Faults found while reading.</param>
internal readonly record struct RawItem(
    ReadOnlyMemory<byte> Bytes, NoticeInput? Notice, params IReadOnlyList<InputFault> Faults)
{
    /// <summary>Size limit of an item, enough for a thousand pieces of evidence.</summary>
    public const int MaxBytes = 256 * 1024;

    public static RawItem TooLarge => new(default, null, new InputFault("", "notice.too-large", "262,144"));

    /// <summary>The same, of a body without a single line end.</summary>
    public static RawItem WithoutLineEnd =>
        new(default, null, new InputFault("", "notice.too-large", "262,144") { Text = "body.no-line-end" });

    /// <summary>The row of the file or the line, from 1; null in a JSON body.</summary>
    public long? Row { get; init; }

    /// <summary>Whether the bytes are a row of a table.</summary>
    public bool IsTableRow { get; init; }

    /// <summary>The claimant's reference, if it could be read and the notice could not.</summary>
    public string? ClientRef { get; init; }
}
