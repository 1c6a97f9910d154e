namespace Takedown.Server.Http.Documents;

/// <summary>
/// The words of a field that is a string in the contracts and has a fixed list of values. The module that writes the
/// field registers them.
/// </summary>
/// <param name="Field">Schema and field, such as <c>FeedItem.type</c>.</param>
/// <param name="Words">All values.</param>
internal sealed record DocumentWords(string Field, IReadOnlyList<string> Words);
