namespace Takedown.Server.Intake;

/// <summary>Maps synonyms of statements to their canonical names; the wording of the laws differs by country.</summary>
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
