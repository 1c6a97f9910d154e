namespace Takedown.Storage.Mongo;

/// <summary>MongoDB cannot be used now; a later attempt may succeed.</summary>
/// <param name="reason">May be shown to anybody.</param>
/// <param name="cause">What the driver said, or the end of the patience.</param>
internal sealed class MongoUnavailableException(string reason, Exception cause) : Exception(reason, cause);
