using Takedown.Screens.Api;

namespace Takedown.Server.Http;

/// <summary>
/// Has this server answer a request that it makes itself as a caller, with the rules of any other request. Registered
/// by
/// the module that has the pipeline.
/// </summary>
internal delegate Task<ApiAnswer> OwnCall(Caller caller, ApiRequest request, CancellationToken stop);
