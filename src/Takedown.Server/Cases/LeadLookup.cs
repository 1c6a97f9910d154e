using Takedown.Storage;

namespace Takedown.Server.Cases;

/// <summary>A lead as far as it is put under supervision.</summary>
internal sealed record SupervisedLead(Guid Id, string Title, Guid BodyId, string Region, string Function);

/// <summary>Finds leads by their ids. Registered by the feature that has them.</summary>
internal sealed record LeadLookup(Func<Session, IReadOnlyList<Guid>, Task<IReadOnlyList<SupervisedLead>>> FindAsync);
