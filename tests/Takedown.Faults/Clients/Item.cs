namespace Takedown.Faults.Clients;

/// <summary>The expected result of an item of a batch.</summary>
internal enum ItemKind
{
    /// <summary>A new target: accepted.</summary>
    Fresh,
    /// <summary>The target of the preceding item: a duplicate of it.</summary>
    Twin,
    /// <summary>A target of an earlier batch: a duplicate while its notice is open, a new notice afterwards.</summary>
    Again,
    /// <summary>Without a work: rejected.</summary>
    Invalid,
    /// <summary>For an unregistered host: rejected.</summary>
    Nowhere,
}

/// <summary>An item as sent.</summary>
internal sealed record Item(string ClientRef, ItemKind Kind, string Url, string? Account)
{
    /// <summary>The item as a line of NDJSON.</summary>
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
