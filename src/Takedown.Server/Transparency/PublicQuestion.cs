using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Takedown.Contracts;
using Takedown.Core.Targets;
using Takedown.Core.Transparency;
using Takedown.Server.Http;

namespace Takedown.Server.Transparency;

/// <summary>A question to the public record as it stands in a query, and the cursors of its pages.</summary>
internal static class PublicQuestion
{
    /// <summary>The filters, by their names in <see cref="QueryParameters"/>.</summary>
    public static readonly string[] Filters =
    [
        "recordQuery", "recordPlatform", "recordHost", "recordRegime", "recordWorkType", "recordState",
        "recordMeasure", "recordFrom", "recordTo",
    ];

    public const int MaxText = 200;
    private const int IdBytes = 16, MarkBytes = 8;

    /// <summary>The question, or what is wrong with it.</summary>
    public static (PublicSearch Search, IReadOnlyList<InputFault> Faults) Read(HttpContext http, DateTimeOffset now)
    {
        var query = new Query(http);
        List<InputFault> faults = [];
        string? Text(string name)
        {
            if (query.Text(name)?.Trim() is not { Length: > 0 } text) return null;
            if (text.Length <= MaxText) return text;
            faults.Add(new($"?{name}", "value.too-long", $"{MaxText}"));
            return null;
        }

        var (q, host) = (Text("q"), Text("host"));
        var hostName = host is null ? null : HostOf(host);
        if (host is not null && hostName is null) faults.Add(new("?host", "host.invalid"));
        var terms = Terms.Asked(q);
        var (from, to) = (query.Day("from"), query.Day("to"));
        if (to < from) faults.Add(new("?to", "value.out-of-range", $"{from:yyyy-MM-dd} – "));
        var search = new PublicSearch
        {
            Now = now,
            Terms = terms,
            IsVain = q is not null && terms.Count == 0,
            Platform = query.Id("platform"),
            Host = hostName,
            Regime = Text("regime"),
            WorkType = Text("workType"),
            State = query.Word<NoticeState>("state"),
            Measure = query.Word<Measure>("measure"),
            From = from is { } first ? Start(first) : null,
            Before = to is { } last ? Start(last).AddDays(1) : null,
            Limit = query.UpTo("limit", PublicSearch.DefaultLimit, PublicSearch.MaxLimit),
        };
        if (query.Text("after") is { Length: > 0 } cursor)
        {
            var after = ReadCursor(cursor, search, out var code);
            if (code is not null) faults.Add(new("?after", code));
            search = search with { After = after };
        }
        return (search, [.. query.Faults, .. faults]);
    }

    private static DateTimeOffset Start(DateOnly day) =>
        new(day.ToDateTime(TimeOnly.MinValue, DateTimeKind.Utc), TimeSpan.Zero);

    /// <summary>A host, or that of a URL, as it is stored.</summary>
    private static string? HostOf(string text)
    {
        var url = text.Contains("://", StringComparison.Ordinal) ? text : $"https://{text}";
        return CanonicalUrl.Parse(url, out var parsed, allowAddress: true) is UrlFault.None ? parsed!.Host : null;
    }

    /// <summary>The cursor after a notice: it continues this question and no other.</summary>
    public static string Cursor(Guid after, PublicSearch search)
    {
        var bytes = new byte[IdBytes + MarkBytes];
        after.TryWriteBytes(bytes, bigEndian: true, out _);
        MarkOf(search).CopyTo(bytes.AsSpan(IdBytes));
        return Base64Url.EncodeToString(bytes);
    }

    private static Guid? ReadCursor(string text, PublicSearch search, out string? code)
    {
        code = "cursor.invalid";
        Span<byte> bytes = stackalloc byte[IdBytes + MarkBytes];
        if (text.Length > 64 || !Base64Url.IsValid(text, out var length) || length != bytes.Length) return null;
        Base64Url.DecodeFromChars(text, bytes);
        code = bytes[IdBytes..].SequenceEqual(MarkOf(search)) ? null : "cursor.other-query";
        return code is null ? new Guid(bytes[..IdBytes], bigEndian: true) : null;
    }

    /// <summary>What the question asks, without the page and its size.</summary>
    private static ReadOnlySpan<byte> MarkOf(PublicSearch search) => SHA256.HashData(Encoding.UTF8.GetBytes(
        string.Create(CultureInfo.InvariantCulture,
            $"{string.Join(' ', search.Terms)}\n{search.IsVain}\n{search.Platform}\n{search.Host}\n{search.Regime}\n"
                + $"{search.WorkType}\n{search.State}\n{search.Measure}\n{search.From:O}\n{search.Before:O}")))
        .AsSpan(0, MarkBytes);
}
