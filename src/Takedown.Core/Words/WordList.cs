using System.Collections.Concurrent;
using System.Collections.Frozen;
using Takedown.Contracts;

namespace Takedown.Core.Words;

/// <summary>A vocabulary as notices are compared with it.</summary>
public sealed class WordList
{
    private const int MaxRemembered = 1000;
    private readonly FrozenSet<string> _words;
    private readonly ConcurrentDictionary<string, string?> _nearest = new(StringComparer.Ordinal);

    /// <summary>Compiles the words in use.</summary>
    public WordList(Vocabulary vocabulary)
    {
        Axis = vocabulary.Axis;
        _words = vocabulary.Words.Where(w => w.Status is WordStatus.Active).Select(w => w.Word).ToFrozenSet();
    }

    /// <summary>The axis of the vocabulary.</summary>
    public string Axis { get; }

    /// <summary>Whether the word is in use.</summary>
    public bool Contains(string word) => _words.Contains(word);

    /// <summary>
    /// The word that is written most like another; null if there is no word. Of equals the first by letters.
    /// </summary>
    public string? Nearest(string word)
    {
        if (_nearest.TryGetValue(word, out var known)) return known;
        var found = _words.OrderBy(w => Spelling.Distance(w, word)).ThenBy(w => w, StringComparer.Ordinal)
            .FirstOrDefault();
        // Senders may send any word, so only some are remembered.
        if (_nearest.Count < MaxRemembered) _nearest[word] = found;
        return found;
    }
}
