namespace Takedown.Server.Notices;

/// <summary>Observes events of this process once they are durable. It must not throw or wait.</summary>
internal delegate void EventObserver(EventRow row);
