namespace Takedown.Core.Targets;

/// <summary>Appends to a span; records an overflow instead of throwing.</summary>
internal ref struct UrlWriter(Span<char> buffer)
{
    private readonly Span<char> _buffer = buffer;

    public int Length { get; private set; }

    public bool Overflowed { get; private set; }

    public readonly ReadOnlySpan<char> Written => _buffer[..Length];

    public void Add(char c)
    {
        if (Length < _buffer.Length) _buffer[Length++] = c;
        else Overflowed = true;
    }

    public void Add(scoped ReadOnlySpan<char> text)
    {
        if (text.TryCopyTo(_buffer[Length..])) Length += text.Length;
        else Overflowed = true;
    }

    public void CutTo(int length) => Length = length;
}
