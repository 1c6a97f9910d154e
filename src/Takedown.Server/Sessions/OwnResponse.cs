using Microsoft.AspNetCore.Http.Features;

namespace Takedown.Server.Sessions;

/// <summary>
/// The answer to a request of the server's own. There is no server that runs what waits for the end of the answer, such
/// as giving back memory and places, so it is run here.
/// </summary>
internal sealed class OwnResponse : HttpResponseFeature
{
    private readonly Stack<(Func<object, Task> Act, object State)> ends = new();

    public override void OnCompleted(Func<object, Task> callback, object state) => ends.Push((callback, state));

    public async Task EndAsync()
    {
        while (ends.TryPop(out var end)) await end.Act(end.State);
    }
}

/// <summary>A body of the server's own has no limit but that of the API.</summary>
internal sealed class OwnBodySize : IHttpMaxRequestBodySizeFeature
{
    public bool IsReadOnly => false;

    public long? MaxRequestBodySize { get; set; }
}
