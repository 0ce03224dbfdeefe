using System.Collections.Immutable;
using NodaTime;
using Workshop.Data.Programme;

namespace Workshop.Web.Programme.Lists;

/// <summary>What the text of a field may depend on beside its item.</summary>
/// <param name="Zone">The edition's: in which moments are written down.</param>
/// <param name="Now">When a piece of news is from that says nothing else.</param>
/// <param name="Sessions">Those that a paper can be presented in.</param>
public sealed record ItemContext(DateTimeZone Zone, Instant Now, ImmutableArray<Session> Sessions);
