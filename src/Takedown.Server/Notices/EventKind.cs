
namespace Takedown.Server.Notices;

/// <summary>What an event tells. The numbers are stored: add at the end only.</summary>
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
}
