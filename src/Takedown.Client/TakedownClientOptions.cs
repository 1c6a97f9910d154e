namespace Takedown.Client;

/// <summary>How a client behaves when the server asks it to wait.</summary>
public sealed record TakedownClientOptions
{
    /// <summary>
    /// How often a request is sent again after 429 or 503, 0 to try only once. A request that could act twice is sent
    /// again only after 429, which means that nothing was done.
    /// </summary>
    public int MaxRetries { get; init; } = 4;

    /// <summary>The longest wait for one retry. If <c>Retry-After</c> asks for more, the answer is thrown.</summary>
    public TimeSpan MaxWait { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>The clock of the waits.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;
}
