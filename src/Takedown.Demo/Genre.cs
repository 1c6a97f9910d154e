namespace Takedown.Demo;

/// <summary>What the samples are about.</summary>
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

/// <summary>How a genre's notices look, and on which of the four platforms its copies turn up.</summary>
/// <param name="WorkType">The work's type, which chooses the SLA policy.</param>
/// <param name="TargetType">What the target is.</param>
/// <param name="Path">First part of the target's path.</param>
/// <param name="Infringements">How it is infringed.</param>
/// <param name="Where">The platforms, as often as they stand here.</param>
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
