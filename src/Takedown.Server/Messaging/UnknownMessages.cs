using MassTransit;
using MassTransit.Middleware.Rescue;
using MassTransit.Transports;

namespace Takedown.Server.Messaging;

/// <summary>A message nobody knows goes where the failed ones go. The bus by itself would not keep which queue it was in.</summary>
internal sealed class UnknownMessages : IFilter<ReceiveContext>
{
    public async Task Send(ReceiveContext context, IPipe<ReceiveContext> next)
    {
        if (!context.TryGetPayload<IErrorTransport>(out var transport)) return;
        var unknown = new MessageNotConsumedException(context.InputAddress, "No consumer knows this message.");
        await transport.Send(new RescueExceptionReceiveContext(context, unknown));
    }

    public void Probe(ProbeContext context) => context.CreateFilterScope("unknown-messages");
}
