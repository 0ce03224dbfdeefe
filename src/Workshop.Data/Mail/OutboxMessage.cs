using NodaTime;

namespace Workshop.Data.Mail;

/// <summary>
/// A mail that is to be sent: written in the transaction of what it tells about, sent afterwards, tried again until it is.
/// </summary>
public sealed class OutboxMessage
{
    public const int SubjectMaxLength = 200;

    public int Id { get; private set; }

    public required string Recipient { get; init; }

    public required string Subject { get; init; }

    /// <summary>Plain text, encrypted, because it can hold a link that is a secret; emptied once it is sent or given up.</summary>
    public required byte[] Body { get; set; }

    public required Instant CreatedAt { get; init; }

    public int Attempts { get; set; }

    /// <summary>Null once it is sent or given up.</summary>
    public required Instant? NextAttemptAt { get; set; }

    public Instant? SentAt { get; set; }

    public string? LastError { get; set; }
}
