namespace Takedown.Storage;

/// <summary>The schema belongs to a newer program. An older one could corrupt the data.</summary>
internal sealed class SchemaTooNewException(long found, long known) : Exception(
    $"The database has schema version {found}; this program knows up to {known}. Start the newer program.");
