namespace Takedown.Server.Bodies;

/// <summary>What an act is about. The numbers are stored: append new values only.</summary>
internal enum ActSubject
{
    Case,
    Lead,
    Assistance,
    Supervision,
    Campaign,
    Filing,
    Register,
    InformationRequest,
    SelfInspection,
    Publication,
    Watch,
    Body,
}
