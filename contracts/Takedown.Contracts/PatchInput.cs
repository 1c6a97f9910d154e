using System.Text.Json.Serialization;

namespace Takedown.Contracts;

/// <summary>
/// A body whose absent fields and whose nulls mean different things: a null clears. Fields have setters because
/// source-generated JSON sets absent init properties too (dotnet/runtime 84484).
/// </summary>
public abstract record PatchInput
{
    private IReadOnlyList<string> nulls = [];

    /// <summary>Pointers of the fields that were given as null.</summary>
    [JsonIgnore]
    public IReadOnlyList<string> Nulls => nulls;

    private protected T? Given<T>(T? value, string pointer)
    {
        nulls = [.. nulls.Where(p => p != pointer), .. value is null ? [pointer] : Array.Empty<string>()];
        return value;
    }
}
