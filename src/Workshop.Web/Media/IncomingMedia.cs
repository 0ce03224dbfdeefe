using Workshop.Data.Media;

namespace Workshop.Web.Media;

/// <param name="Known">What was made of the same bytes before; null where they are new.</param>
public sealed record IncomingMedia(MediaFile? Known, PreparedMedia? New);
