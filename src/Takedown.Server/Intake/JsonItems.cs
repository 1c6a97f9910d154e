using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using Takedown.Contracts;
using Takedown.Contracts.Json;
using Takedown.Server.Http;

namespace Takedown.Server.Intake;

/// <summary>Reads <c>{"defaults":…, "notices":[…]}</c> as a stream, with one item in memory at a time.</summary>
internal sealed class JsonItems(Stream body) : IDisposable
{
    private const int End = -1;
    private const int MaxDefaults = 32 * 1024;

    private readonly ByteWindow window = new(body);
    private long position;

    /// <summary>The defaults; null before they are read.</summary>
    public NoticeInput? Defaults { get; private set; }

    /// <summary>Text of the defaults as received.</summary>
    public byte[] DefaultsText { get; private set; } = [];

    /// <summary>Whether the defaults followed the notices.</summary>
    public bool DefaultsCameLate { get; private set; }

    /// <summary>The claimant's own data of the batch; null before they are read.</summary>
    public IReadOnlyDictionary<string, string>? Metadata { get; private set; }

    /// <summary>Whether they followed the notices.</summary>
    public bool MetadataCameLate { get; private set; }

    public async IAsyncEnumerable<RawItem> ReadAsync([EnumeratorCancellation] CancellationToken cancellation)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        if (await NextAsync(cancellation) != '{') throw new BodyFaultException(new InputFault("", "body.not-object"));
        Skip();
        if (await NextAsync(cancellation) == '}') throw NoNotices();
        while (true)
        {
            var name = await NameAsync(cancellation);
            if (!seen.Add(name)) throw new BodyFaultException(new InputFault($"/{name}", "field.twice"));
            switch (name)
            {
                case "defaults":
                    Defaults = await DefaultsAsync(cancellation);
                    DefaultsCameLate = seen.Contains("notices");
                    break;
                case "notices":
                    if (await NextAsync(cancellation) != '[')
                    {
                        throw new BodyFaultException(new InputFault("/notices", "field.type", "array"));
                    }
                    Skip();
                    if (await NextAsync(cancellation) == ']')
                    {
                        Skip();
                        break;
                    }
                    do
                    {
                        await NextAsync(cancellation);
                        yield return await ValueAsync(cancellation);
                    }
                    while (await CommaAsync(']', cancellation));
                    break;
                case "metadata":
                    Metadata = await MetadataAsync(cancellation);
                    MetadataCameLate = seen.Contains("notices");
                    break;
                default:
                    throw new BodyFaultException(new InputFault($"/{name}", "field.unknown", name));
            }
            if (!await CommaAsync('}', cancellation)) break;
        }
        if (!seen.Contains("notices")) throw NoNotices();
        // Not a character: a body may contain any.
        if (await NextAsync(cancellation, atEnd: End) != End) throw Malformed();
    }

    public void Dispose() => window.Dispose();

    private async ValueTask<NoticeInput?> DefaultsAsync(CancellationToken cancellation)
    {
        await NextAsync(cancellation);
        var value = await ValueAsync(cancellation);
        if (value.Faults is [var fault])
        {
            throw new BodyFaultException(IntakeEnd.BodyTooLarge, fault with { Pointer = "/defaults" });
        }
        // The defaults are stored with every item, so their size counts once per item.
        if (value.Bytes.Length > MaxDefaults)
        {
            throw new BodyFaultException(new InputFault("/defaults", "defaults.too-large", "32,768"));
        }
        DefaultsText = value.Bytes.ToArray();
        try
        {
            return ParsedItem.ReadNotice(value.Bytes.Span);
        }
        catch (JsonException error)
        {
            throw new BodyFaultException([.. JsonErrors.Explain(value.Bytes, TakedownJson.Default.NoticeInput, error)
                .Select(f => f with { Pointer = "/defaults" + f.Pointer })]);
        }
    }

    private async ValueTask<IReadOnlyDictionary<string, string>?> MetadataAsync(CancellationToken cancellation)
    {
        await NextAsync(cancellation);
        var value = await ValueAsync(cancellation);
        var faults = new List<InputFault>();
        try
        {
            if (value.Faults is [var fault])
                throw new BodyFaultException(IntakeEnd.BodyTooLarge, fault with { Pointer = "/metadata" });
            var metadata = Notices.Metadata.Read(value.Bytes.Span);
            Notices.Metadata.Check(metadata, "/metadata", faults);
            return faults.Count > 0 ? throw new BodyFaultException(faults) : metadata;
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException)
        {
            throw new BodyFaultException(new InputFault("/metadata", "field.type", "object of texts"));
        }
    }

    private async ValueTask<string> NameAsync(CancellationToken cancellation)
    {
        if (await NextAsync(cancellation) != '"') throw Malformed();
        var quoted = await ValueAsync(cancellation);
        if (quoted.Bytes.Length is 0 or > 200) throw Malformed();
        var name = Encoding.UTF8.GetString(quoted.Bytes.Span[1..^1]);
        if (await NextAsync(cancellation) != ':') throw Malformed();
        Skip();
        return JsonErrors.Shorten(name);
    }

    /// <summary>Reads the next value, or skips it and returns a fault if it is too large.</summary>
    private async ValueTask<RawItem> ValueAsync(CancellationToken cancellation)
    {
        var end = new JsonEnd();
        var scanned = 0;
        var tooLarge = false;
        while (true)
        {
            var found = end.Find(window.Unread[scanned..]);
            if (found >= 0)
            {
                var bytes = window.Memory(scanned + found);
                if (bytes.Length == 0) throw Malformed();
                window.Take(bytes.Length);
                position += bytes.Length;
                return tooLarge || bytes.Length > RawItem.MaxBytes ? RawItem.TooLarge : new(bytes, null);
            }
            scanned = window.Unread.Length;
            if (scanned > RawItem.MaxBytes)
            {
                tooLarge = true;
                position += scanned;
                window.Take(scanned);
                scanned = 0;
            }
            if (!await window.FillAsync(cancellation)) throw Incomplete();
        }
    }

    /// <summary>Skips a comma or the closing bracket; true for a comma.</summary>
    private async ValueTask<bool> CommaAsync(char closing, CancellationToken cancellation)
    {
        var next = await NextAsync(cancellation);
        if (next != ',' && next != closing) throw Malformed();
        Skip();
        return next == ',';
    }

    /// <summary>Skips white space and returns the next byte without consuming it.</summary>
    private async ValueTask<int> NextAsync(CancellationToken cancellation, int? atEnd = null)
    {
        while (true)
        {
            var blank = window.Unread.IndexOfAnyExcept(" \t\r\n"u8);
            var skip = blank < 0 ? window.Unread.Length : blank;
            position += skip;
            window.Take(skip);
            if (blank >= 0) return (char)window.Unread[0];
            if (!await window.FillAsync(cancellation)) return atEnd ?? throw (position == 0 ? Empty() : Incomplete());
        }
    }

    private void Skip()
    {
        window.Take(1);
        position++;
    }

    private BodyFaultException Malformed() =>
        new(new InputFault("", "body.malformed", $"byte {(position + 1).ToString(CultureInfo.InvariantCulture)}"));

    private static BodyFaultException Incomplete() =>
        new(IntakeEnd.BodyIncomplete, new InputFault("", "body.incomplete"));

    private static BodyFaultException NoNotices() => new(new InputFault("/notices", "field.required"));

    private static BodyFaultException Empty() => new(new InputFault("", "body.empty"));
}
