namespace Takedown.Server.NeverTouch;

internal static class NeverTouchModule
{
    public static void MapNeverTouch(this IEndpointRouteBuilder routes) => NeverTouchApi.Map(routes);
}
