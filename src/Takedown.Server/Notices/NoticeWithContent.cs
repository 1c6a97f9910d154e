
namespace Takedown.Server.Notices;

/// <summary>A notice with its submitted content, read by one query.</summary>
internal sealed record NoticeWithContent : NoticeRow
{
    public string Content { get; init; } = "";
}
