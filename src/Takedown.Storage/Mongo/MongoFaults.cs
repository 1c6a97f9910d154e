using MongoDB.Driver;

namespace Takedown.Storage.Mongo;

/// <summary>What an error of the driver means.</summary>
internal static class MongoFaults
{
    private const string Retryable = "RetryableWriteError";
    private const int Unauthorized = 13;

    /// <summary>Whether the state of MongoDB caused the error, so that a later attempt may succeed.</summary>
    public static bool IsTransient(Exception error) => error switch
    {
        MongoConnectionException or TimeoutException => true,
        MongoNotPrimaryException or MongoNodeIsRecoveringException or MongoExecutionTimeoutException => true,
        MongoConnectionPoolPausedException or MongoWaitQueueFullException => true,
        MongoWriteConcernException => true,
        // Whatever else is in it: what was written may be lost again.
        MongoWriteException { WriteConcernError: not null } => true,
        MongoBulkWriteException { WriteConcernError: not null } => true,
        MongoException labelled => labelled.HasErrorLabel(Retryable),
        _ => false,
    };

    /// <summary>
    /// Whether nothing failed but documents that a newer version has replaced: a guarded upsert that finds no older one
    /// inserts, and the key is taken. Anything else in the same answer is a failure of the whole.
    /// </summary>
    public static bool IsOnlyNewer(MongoBulkWriteException error) =>
        error.WriteConcernError is null
        && error.WriteErrors.Count > 0
        && error.WriteErrors.All(e => e.Category is ServerErrorCategory.DuplicateKey);

    /// <summary>Why MongoDB cannot be used, in words for anybody; null if the error says nothing.</summary>
    public static string? Words(Exception error) => error switch
    {
        MongoAuthenticationException => "the login was refused",
        MongoCommandException { Code: Unauthorized } => "its user has no right to do this",
        MongoNotPrimaryException or MongoNodeIsRecoveringException => "it has no primary",
        _ => null,
    };
}
