using Takedown.Contracts;

namespace Takedown.Core;

/// <summary>Collects all faults of a document; what several documents are checked for alike stands here.</summary>
internal sealed class FaultList
{
    private const int MaxText = 1000;
    private const string Marks = "LSsBP";
    private readonly List<Fault> _faults = [];

    public IReadOnlyList<Fault> All => _faults;

    public void Add(string pointer, string code) => _faults.Add(new Fault(pointer, code));

    /// <summary>True if the value may be looked into; else its absence is noted.</summary>
    public bool Present([System.Diagnostics.CodeAnalysis.NotNullWhen(true)] object? value, string pointer)
    {
        if (value is not null) return true;
        Add(pointer, FaultCodes.Required);
        return false;
    }

    /// <summary>As <see cref="Present"/>, and no longer than the bound.</summary>
    public bool Bounded<T>([System.Diagnostics.CodeAnalysis.NotNullWhen(true)] IReadOnlyList<T>? list, string pointer, int max)
    {
        if (!Present(list, pointer)) return false;
        if (list.Count <= max) return true;
        Add(pointer, FaultCodes.ListTooLong);
        return false;
    }

    public void Text(string? text, string pointer, int max = MaxText)
    {
        if (string.IsNullOrWhiteSpace(text)) Add(pointer, FaultCodes.Required);
        else if (text.Length > max) Add(pointer, FaultCodes.TooLong);
    }

    public void OneOf(string? text, string pointer, params ReadOnlySpan<string> allowed)
    {
        if (string.IsNullOrWhiteSpace(text)) Add(pointer, FaultCodes.Required);
        else if (!allowed.Contains(text)) Add(pointer, FaultCodes.Unknown);
    }

    /// <summary>Codes of policies and calendars stand in paths and reports: A-Z, digits and hyphens, 1 to 40.</summary>
    public void Code(string? code, string pointer)
    {
        if (string.IsNullOrEmpty(code)) Add(pointer, FaultCodes.Required);
        else if (code.Length > 40) Add(pointer, FaultCodes.TooLong);
        else if (!code.All(c => char.IsAsciiLetterUpper(c) || char.IsAsciiDigit(c) || c == '-')) Add(pointer, FaultCodes.BadFormat);
    }

    public void Source(SourceMark? source, string pointer)
    {
        if (!Present(source, pointer)) return;
        if (string.IsNullOrEmpty(source.Mark)) Add($"{pointer}/mark", FaultCodes.Required);
        else if (source.Mark.Length != 1 || !Marks.Contains(source.Mark[0], StringComparison.Ordinal)) Add($"{pointer}/mark", FaultCodes.Unknown);
        Text(source.Text, $"{pointer}/text");
    }
}
