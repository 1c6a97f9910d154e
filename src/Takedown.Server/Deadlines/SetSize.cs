namespace Takedown.Server.Deadlines;

/// <summary>
/// How many rows a set takes. Nobody else gets them before its end, so a set that took long is followed by half as
/// many, and one that did not by twice as many.
/// </summary>
/// <param name="most">The largest set, and the first.</param>
/// <param name="beside">The largest one while others would wait for it.</param>
internal sealed class SetSize(int most, int beside)
{
    public const int Least = 50;

    /// <summary>
    /// A call may wait for several sets one after the other, and a statement is given up after 20 seconds.
    /// </summary>
    public static readonly TimeSpan Long = TimeSpan.FromSeconds(1);

    private int size = int.MaxValue;

    /// <param name="isBusy">Whether others would wait.</param>
    public int Next(bool isBusy) => Math.Min(Volatile.Read(ref size), isBusy ? beside : most);

    /// <param name="rows">How many rows the set could take.</param>
    /// <param name="time">How long it took.</param>
    public void Took(int rows, TimeSpan time)
    {
        if (time > Long) Volatile.Write(ref size, Math.Max(rows / 2, Least));
        else if (time < Long / 2) Volatile.Write(ref size, Math.Min(rows * 2, most));
    }
}
