namespace Takedown.Server.Deadlines;

/// <summary>
/// How many rows a set takes. Nobody else gets them before its end, so a set that took long is followed by half as
/// many as it had, and one that did not by up to twice as many.
/// </summary>
/// <param name="most">The largest set.</param>
/// <param name="beside">The largest one while others would wait for it.</param>
internal sealed class SetSize(int most, int beside)
{
    /// <summary>Smaller ones would leave a backlog on a machine where even a few rows take long.</summary>
    public const int Least = 250;

    /// <summary>A call may wait for several sets one after the other, and a statement is given up after 18 s.</summary>
    public static readonly TimeSpan Long = TimeSpan.FromSeconds(1);

    private int size = int.MaxValue;

    /// <param name="isBusy">Whether others would wait.</param>
    public int Next(bool isBusy) => Math.Min(Volatile.Read(ref size), isBusy ? beside : most);

    /// <param name="rows">How many rows the set had, zero if none were due.</param>
    /// <param name="time">How long it held them.</param>
    public void Took(int rows, TimeSpan time)
    {
        var former = Volatile.Read(ref size);
        // A row of the index of notices is taken whole and may be more than was asked for.
        var counted = Math.Min(rows, Math.Min(former, most));
        if (time <= Long) Volatile.Write(ref size, Math.Max(former, counted * 2));
        else if (rows > Least) Volatile.Write(ref size, Math.Max(counted / 2, Least));
    }
}
