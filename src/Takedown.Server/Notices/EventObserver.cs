namespace Takedown.Server.Notices;

/// <summary>Observes the events of this process after their commit. It must not throw or block.</summary>
internal delegate void EventObserver(EventRow row);
