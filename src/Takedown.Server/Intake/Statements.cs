namespace Takedown.Server.Intake;

/// <summary>Statements by the names in use; the laws' own words differ from country to country.</summary>
internal static class Statements
{
    public static string Canonical(string statement) => statement switch
    {
        "accuracy" or "truth" => "truth",
        "bona-fide" or "good-faith" => "good-faith",
        "perjury" or "under-perjury" or "authority" or "authority-under-perjury" => "authority-under-perjury",
        _ => statement,
    };
}
