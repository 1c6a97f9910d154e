namespace Takedown.Core.Routing;

/// <summary>The regions within a region, as a database finds them.</summary>
public static class Subtree
{
    /// <summary>
    /// How the codes of all regions within a region begin; empty for the European Union, whose members have codes of
    /// their own.
    /// </summary>
    public static string PrefixOf(string region) => region switch
    {
        "EU" => "",
        ['C', 'N', '-', .. { Length: 6 }] when region[5..] == "0000" => region[..5],
        ['C', 'N', '-', .. { Length: 6 }] when region[7..] == "00" => region[..7],
        _ => region,
    };
}
