
namespace Takedown.Server.Notices;

/// <summary>Kind of an event. The numbers are stored: append new values only.</summary>
internal enum EventKind
{
    Accepted,
    Delivered,
    DeliveryFailed,
    Acknowledged,
    InformationRequested,
    InformationSupplied,
    InformationExpired,
    ActionTaken,
    Rejected,
    Withdrawn,
    Restored,
    DeadlineAtRisk,
    DeadlineBreached,
    Escalated,
    AccountActionRequested,
    AccountActionAnswered,
    AccountActionBreached,
    AccountActionCancelled,
    MadeAvailable,
}
