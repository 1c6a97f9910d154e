using MassTransit;

namespace Takedown.Server.Messaging;

/// <summary>The receive endpoints of a module. Its consumers are registered with <c>RegisterConsumer</c>.</summary>
internal sealed record BusPart(Action<IBusRegistrationContext, IBusFactoryConfigurator> Configure);
