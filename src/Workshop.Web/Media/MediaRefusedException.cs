namespace Workshop.Web.Media;

/// <summary>A file that is not taken, with a sentence for whoever brought it.</summary>
public sealed class MediaRefusedException(string reason) : Exception(reason);
