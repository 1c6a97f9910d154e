namespace Takedown.Faults.Clients;

/// <summary>What an item of a batch is meant to come to.</summary>
internal enum ItemKind
{
    /// <summary>A target nobody named before: accepted.</summary>
    Fresh,
    /// <summary>The target of the item before it: a duplicate of that.</summary>
    Twin,
    /// <summary>A target of an earlier batch: a duplicate while its notice is open, a new notice afterwards.</summary>
    Again,
    /// <summary>Without its work: rejected.</summary>
    Invalid,
    /// <summary>For a host nobody answers for: rejected.</summary>
    Nowhere,
}

/// <summary>One item as it was sent.</summary>
internal sealed record Item(string ClientRef, ItemKind Kind, string Url, string? Account)
{
    /// <summary>As a line of NDJSON.</summary>
    public string Line
    {
        get
        {
            const string evidence = """[{"kind":"screenshot","url":"https://evidence.example/1.png"}]""";
            var work = Kind is ItemKind.Invalid ? "null" : """{"title":"The Long Road Home","type":"film-tv"}""";
            var account = Account is null ? "null" : $"\"{Account}\"";
            return $$"""{"clientRef":"{{ClientRef}}","work":{{work}},"target":{"url":"{{Url}}","account":{{account}}}"""
                + $$""","rightsHolder":"Long Road Pictures","evidence":{{evidence}}}""";
        }
    }
}
