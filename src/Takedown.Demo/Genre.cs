namespace Takedown.Demo;

/// <summary>The kinds of works in the samples.</summary>
internal enum Genre
{
    Music,
    Film,
    ShortVideo,
    LiveSport,
    Literature,
    Software,
    Nft,
    Listing,
}

/// <summary>The shape of the notices of a genre, and the platforms on which its copies appear.</summary>
/// <param name="WorkType">Type of the work, by which the SLA policy is chosen.</param>
/// <param name="TargetType">Type of the target.</param>
/// <param name="Path">First segment of the target's path.</param>
/// <param name="Infringements">Kinds of infringement.</param>
/// <param name="Where">Platforms, weighted by the number of occurrences.</param>
internal sealed record GenreShape(
    string WorkType, string TargetType, string Path, string[] Infringements, Temper[] Where)
{
    public static GenreShape Of(Genre genre) => genre switch
    {
        Genre.Music => new(
            "music", "url", "track", ["full-copy", "unlicensed-cover"],
            [Temper.Prompt, Temper.Prompt, Temper.Slow, Temper.Silent]),
        Genre.Film => new(
            "film-tv", "url", "watch", ["full-copy", "camcording"],
            [Temper.Prompt, Temper.Silent, Temper.Silent, Temper.Slow]),
        Genre.ShortVideo => new(
            "short-video", "url", "clip", ["reprint", "partial-copy"],
            [Temper.Prompt, Temper.Prompt, Temper.Slow]),
        Genre.LiveSport => new(
            "sports-event", "live-room", "live", ["live-relay"],
            [Temper.Prompt, Temper.Slow, Temper.Silent]),
        Genre.Literature => new(
            "web-literature", "url", "book", ["full-copy", "text-extraction"],
            [Temper.Slow, Temper.Silent, Temper.Prompt]),
        Genre.Software => new(
            "software", "app", "download", ["cracked-copy", "licence-key-sale"],
            [Temper.Slow, Temper.Disputing]),
        Genre.Nft => new(
            "artwork", "nft-token", "token", ["minted-without-licence"],
            [Temper.Disputing]),
        Genre.Listing => new(
            "design", "listing", "item", ["counterfeit", "unlicensed-print"],
            [Temper.Disputing]),
    };
}
