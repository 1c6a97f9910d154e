namespace Takedown.Server.Intake;

/// <summary>Where an item stands in its file. Small, because every item in hand has one.</summary>
/// <param name="number">Its row or line, from 1; null in a JSON body.</param>
/// <param name="shift">
/// By how much the number is further than the position of the item says, where that changes; null where it does not.
/// </param>
internal readonly struct FileRow(long? number, long? shift)
{
    // 0 is none in both, so a shift of 0 needs another value; no file has as many rows.
    private const long BackToZero = long.MaxValue;

    private readonly long row = number ?? 0;
    private readonly long moved = shift is 0 ? BackToZero : shift ?? 0;

    public long? Number => row == 0 ? null : row;

    public long? Shift => moved switch { 0 => null, BackToZero => 0, _ => moved };
}
