namespace Takedown.Screens.Public;

/// <summary>What the public pages show.</summary>
/// <param name="HasNotices">Whether notices are published, or only figures.</param>
/// <param name="IsIndexable">Whether search engines may list the pages.</param>
/// <param name="HasPublications">Whether this process has what regulators published.</param>
/// <param name="HasDatabase">Whether it can store a request for correction.</param>
public sealed record PublicSettings(bool HasNotices, bool IsIndexable, bool HasPublications, bool HasDatabase)
{
    /// <summary>There is nothing to correct where no notices are published.</summary>
    public bool TakesCorrections => HasNotices && HasDatabase;
}
