using MassTransit;
using Takedown.Server.Hosting;

namespace Takedown.Server.Messaging;

/// <summary>Raises the change notifications of other processes in this one.</summary>
internal sealed class RemoteChangeConsumer(ChangeNotifier notifier) : IConsumer<RemoteChanges>
{
    public Task Consume(ConsumeContext<RemoteChanges> context)
    {
        if (context.Message.ProcessId == notifier.ProcessId) return Task.CompletedTask;
        foreach (var change in context.Message.Changes) notifier.NotifyLocal(new ChangeTopic(change.Kind, change.Id));
        return Task.CompletedTask;
    }
}
