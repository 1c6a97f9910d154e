namespace Takedown.Core.Packs;

/// <summary>Files of the packs, embedded so that a single executable contains them.</summary>
internal static class PackFile
{
    public static byte[] Read(string name)
    {
        using var stream = typeof(PackFile).Assembly.GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"The pack file {name} is not embedded.");
        var content = new byte[stream.Length];
        stream.ReadExactly(content);
        return content;
    }
}
