namespace Takedown.Server.Hosting;

internal sealed record EvidenceOptions
{
    /// <summary><c>disk</c> or <c>mongodb</c>.</summary>
    public string Store { get; init; } = "disk";

    /// <summary>The folder of <c>disk</c>, which all processes share.</summary>
    public string Folder { get; init; } = "data/evidence";

    /// <summary>A longer file is refused while it comes.</summary>
    public long MaxBytes { get; init; } = 64 << 20;

    public bool IsMongo => Store == "mongodb";
}
