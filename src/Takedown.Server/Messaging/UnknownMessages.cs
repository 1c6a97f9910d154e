using MassTransit;
using MassTransit.Middleware.Rescue;
using MassTransit.Transports;

namespace Takedown.Server.Messaging;

/// <summary>
/// Sends messages of an unknown type to the dead letters. The bus itself would not record their original queue.
/// </summary>
internal sealed class UnknownMessages : IFilter<ReceiveContext>
{
    public async Task Send(ReceiveContext context, IPipe<ReceiveContext> next)
    {
        if (!context.TryGetPayload<IErrorTransport>(out var transport)) return;
        var unknown = new MessageNotConsumedException(context.InputAddress, "No consumer accepts this message type.");
        await transport.Send(new RescueExceptionReceiveContext(context, unknown));
    }

    public void Probe(ProbeContext context) => context.CreateFilterScope("unknown-messages");
}
