namespace Takedown.Core.Regimes;

/// <summary>Maps synonyms of statements to their canonical names; the wording of the laws differs by country.</summary>
public static class Statements
{
    /// <summary>The name by which a regime requires a statement of a notice.</summary>
    public static string Canonical(string statement) => statement switch
    {
        "accuracy" or "truth" => "truth",
        "bona-fide" or "good-faith" => "good-faith",
        "perjury" or "under-perjury" or "authority" or "authority-under-perjury" => "authority-under-perjury",
        _ => statement,
    };

    /// <summary>
    /// The same for a counter-notice, which is sworn too but claims no authority (17 U.S.C. § 512(g)(3)(C)).
    /// </summary>
    public static string OfCounterNotice(string statement) => statement switch
    {
        "accuracy" or "truth" => "truth",
        "bona-fide" or "mistake" or "good-faith" => "good-faith",
        "perjury" or "under-perjury" => "under-perjury",
        _ => statement,
    };
}
