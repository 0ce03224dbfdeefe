namespace Workshop.Data;

/// <summary>
/// An expected failure of the embedded database. The message is written for the person at the terminal and says what to do.
/// </summary>
public sealed class LocalPostgresException(string message, Exception? innerException = null) : Exception(message, innerException);
