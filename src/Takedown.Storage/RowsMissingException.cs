namespace Takedown.Storage;

/// <summary>A change found fewer rows than it has to. It rolls back its transaction.</summary>
internal sealed class RowsMissingException(string message, Exception? inner = null) : Exception(message, inner);
