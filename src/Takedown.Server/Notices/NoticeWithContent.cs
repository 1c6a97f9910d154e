
namespace Takedown.Server.Notices;

/// <summary>A notice with what was sent, as one query gives it.</summary>
internal sealed record NoticeWithContent : NoticeRow
{
    public string Content { get; init; } = "";
}
