using System.Text;
using Takedown.Server.Tests.Harness;

namespace Takedown.Server.Tests.Intake.Csv;

/// <summary>Files as programs save them.</summary>
internal static class Files
{
    public const string Header = "clientRef,target.url,work.title,work.type,evidence.sha256";

    public static string Row(string url, string title = "A", string clientRef = "r") =>
        $"{clientRef},{url},{title},music,{Sample.Sha256}";

    public static Encoding Named(string name) =>
        CodePagesEncodingProvider.Instance.GetEncoding(name) ?? Encoding.GetEncoding(name);

    public static byte[] In(string encoding, string text) => Named(encoding).GetBytes(text);

    public static byte[] WithMark(string encoding, string text) =>
        [.. Named(encoding).GetPreamble(), .. Named(encoding).GetBytes(text)];

    /// <summary>Two rows, of which the first alone would be another text in UTF-8.</summary>
    public static string Chinese(string host) =>
        $"{Header}\r\n{Row($"https://{host}/1", "小说")}\r\n{Row($"https://{host}/2", "七里香")}\r\n";

    /// <summary>The titles of the accepted items of a batch, in their order.</summary>
    public static async Task<IReadOnlyList<string>> TitlesAsync(this Organisation claimant, Answer batch)
    {
        var titles = new List<string>();
        foreach (var result in batch.Results().Where(r => r!["status"]!.GetValue<string>() == "accepted"))
        {
            var notice = await claimant.NoticeAsync(result!["noticeId"]!.GetValue<Guid>());
            titles.Add(notice["notice"]!["work"]!["title"]!.GetValue<string>());
        }
        return titles;
    }
}
