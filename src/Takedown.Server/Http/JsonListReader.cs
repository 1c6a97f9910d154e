using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using System.Text.Unicode;

namespace Takedown.Server.Http;

/// <summary>
/// Reads <c>{"name":[…]}</c> item by item and counts the items while it reads: a list that is too long is refused
/// before the rest is read, whatever its length.
/// </summary>
/// <param name="body">The text.</param>
/// <param name="name">The only field of the object.</param>
/// <param name="type">The type of an item.</param>
/// <param name="id">The field with the id of an item, given also with one that has a fault.</param>
/// <param name="maxItems">The greatest number of items.</param>
internal sealed class JsonListReader<T>(Stream body, string name, JsonTypeInfo<T> type, string id, int maxItems)
    : IDisposable where T : class
{
    /// <summary>Bytes of one item, as in a batch.</summary>
    private const int MaxValue = 256 << 10;

    private const int MaxFaults = 100;

    private readonly ByteWindow window = new(body);
    private long position;

    /// <summary>The items read, each with its own fault if it has one.</summary>
    public List<ListItem<T>>? Items { get; private set; }

    /// <summary>All faults of the body around the items, or the first hundred.</summary>
    public List<InputFault> Faults { get; } = [];

    /// <summary>Reads to the end, or to the fault that makes further reading useless.</summary>
    /// <param name="kept">Called after each item, to account for the memory.</param>
    /// <param name="cancellation">Ends the reading.</param>
    public async Task ReadAsync(Func<ValueTask> kept, CancellationToken cancellation)
    {
        try
        {
            await ReadObjectAsync(kept, cancellation);
        }
        catch (ListFaultException fault)
        {
            Faults.Add(fault.Fault);
        }
        if (Faults.Count == 0 && Items is null) Faults.Add($"/{name}", "field.required");
    }

    public void Dispose() => window.Dispose();

    private async Task ReadObjectAsync(Func<ValueTask> kept, CancellationToken cancellation)
    {
        if (await NextAsync(cancellation) is '\0') throw new ListFaultException("", "body.empty");
        if (window.Unread[0] != '{')
        {
            var other = await ValueAsync(cancellation);
            throw other.Span.SequenceEqual("null"u8) ? new("", "body.not-object")
                : new ListFaultException("", "field.type", "object");
        }
        Skip(1);
        if (await NextAsync(cancellation) == '}') Skip(1);
        else
        {
            do await ReadFieldAsync(kept, cancellation);
            while (Faults.Count < MaxFaults && await CommaAsync('}', cancellation));
        }
        if (Faults.Count < MaxFaults && await NextAsync(cancellation) != '\0') throw Malformed();
    }

    private async Task ReadFieldAsync(Func<ValueTask> kept, CancellationToken cancellation)
    {
        if (await NextAsync(cancellation) != '"') throw Malformed();
        var field = Text(await ValueAsync(cancellation));
        if (await NextAsync(cancellation) != ':') throw Malformed();
        Skip(1);
        var first = await NextAsync(cancellation);
        var isOurs = field == name;
        if (isOurs && Items is not null) Faults.Add($"/{name}", "field.twice");
        else if (!isOurs) Faults.Add($"/{JsonErrors.Escape(field)}", "field.unknown", JsonErrors.Shorten(field));
        if (!isOurs || first != '[')
        {
            var other = await ValueAsync(cancellation);
            if (isOurs && !other.Span.SequenceEqual("null"u8)) Faults.Add($"/{name}", "field.type", "array");
            return;
        }
        Items = [];
        Skip(1);
        if (await NextAsync(cancellation) == ']')
        {
            Skip(1);
            return;
        }
        var index = 0;
        do
        {
            if (index == maxItems) throw TooLong();
            await NextAsync(cancellation);
            Items.Add(Item(await ValueAsync(cancellation), index++));
            await kept();
        }
        while (Faults.Count < MaxFaults && await CommaAsync(']', cancellation));
    }

    private ListItem<T> Item(ReadOnlyMemory<byte> item, int index)
    {
        if (!Utf8.IsValid(item.Span)) return new(null, new("", "encoding.invalid"));
        try
        {
            return new(JsonSerializer.Deserialize(item.Span, type));
        }
        catch (JsonException error)
        {
            var fault = JsonErrors.Explain(item, type, error)[0];
            // Where an item ends is unknown then.
            if (fault.Code == "json.malformed")
                throw new ListFaultException(fault with { Pointer = $"/{name}/{index}{fault.Pointer}" });
            return new(null, fault, Guid.TryParse(JsonErrors.TextOf(item, id), out var found) ? found : null);
        }
    }

    private static string Text(ReadOnlyMemory<byte> quoted)
    {
        try
        {
            return JsonSerializer.Deserialize(quoted.Span, Strings.Default.String) ?? "";
        }
        catch (JsonException)
        {
            return Encoding.UTF8.GetString(quoted.Span[1..^1]);
        }
    }

    private async ValueTask<ReadOnlyMemory<byte>> ValueAsync(CancellationToken cancellation)
    {
        var end = new JsonEnd();
        var scanned = 0;
        while (true)
        {
            var found = end.Find(window.Unread[scanned..]);
            if (found >= 0)
            {
                if (scanned + found > MaxValue) throw new ListFaultException("", "body.too-large");
                var bytes = window.Memory(scanned + found);
                if (bytes.Length == 0) throw Malformed();
                Skip(bytes.Length);
                return bytes;
            }
            scanned = window.Unread.Length;
            // An item in hand is charged to no budget before it is complete.
            if (scanned > MaxValue) throw new ListFaultException("", "body.too-large");
            if (await window.FillAsync(cancellation)) continue;
            Skip(scanned);
            // A number or a word may end with the text.
            return end.IsScalar ? window.Taken(scanned) : throw Malformed();
        }
    }

    /// <summary>Skips a comma or the closing bracket; true for a comma.</summary>
    private async ValueTask<bool> CommaAsync(char closing, CancellationToken cancellation)
    {
        var next = await NextAsync(cancellation);
        if (next != ',' && next != closing) throw Malformed();
        Skip(1);
        return next == ',';
    }

    /// <summary>Skips white space and returns the next byte without consuming it; NUL at the end.</summary>
    private async ValueTask<char> NextAsync(CancellationToken cancellation)
    {
        while (true)
        {
            var blank = window.Unread.IndexOfAnyExcept(" \t\r\n"u8);
            Skip(blank < 0 ? window.Unread.Length : blank);
            // A NUL in the text is no end of it.
            if (blank >= 0) return window.Unread[0] is 0 ? '\u0001' : (char)window.Unread[0];
            if (!await window.FillAsync(cancellation)) return '\0';
        }
    }

    private void Skip(int count)
    {
        window.Take(count);
        position += count;
    }

    private ListFaultException TooLong() =>
        new($"/{name}", "list.too-long", maxItems.ToString("N0", CultureInfo.InvariantCulture));

    private ListFaultException Malformed() =>
        new("", "json.malformed", string.Create(CultureInfo.InvariantCulture, $"byte {position + 1}"));
}

/// <summary>The rest of a list cannot be read, or need not be.</summary>
internal sealed class ListFaultException(InputFault fault) : Exception(fault.Code)
{
    public ListFaultException(string pointer, string code, params string[] args) : this(new(pointer, code, args))
    {
    }

    public InputFault Fault => fault;
}
