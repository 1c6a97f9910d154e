using System.Security.Authentication;
using RabbitMQ.Client.Exceptions;

namespace Takedown.Server.Messaging;

/// <summary>Why a connection to the broker failed, in words that name no host and no user.</summary>
internal static class BrokerObstacle
{
    private const ushort AccessRefused = 403;
    private const ushort NotAllowed = 530;

    public static string Of(Exception error) =>
        Chain(error).Select(Known).FirstOrDefault(reason => reason is not null) ?? "no connection";

    private static string? Known(Exception error) => error switch
    {
        AuthenticationFailureException or PossibleAuthenticationFailureException => "the login was refused",
        OperationInterruptedException { ShutdownReason: { ReplyCode: NotAllowed or AccessRefused } why } =>
            why.ReplyText.Contains("not found", StringComparison.Ordinal) ? "the virtual host does not exist"
                : "the user has no access to the virtual host",
        AuthenticationException => "its certificate is not trusted or is not for this host",
        _ => null,
    };

    /// <summary>The error and what caused it; of several nodes, each.</summary>
    private static IEnumerable<Exception> Chain(Exception? error) => error switch
    {
        null => [],
        AggregateException several => several.InnerExceptions.SelectMany(Chain),
        _ => Chain(error.InnerException).Prepend(error),
    };
}
