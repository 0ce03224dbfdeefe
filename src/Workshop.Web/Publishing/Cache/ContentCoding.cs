namespace Workshop.Web.Publishing.Cache;

/// <summary>The content codings that pages are kept in, the one that we would rather send last.</summary>
internal enum ContentCoding
{
    Identity,
    Gzip,
    Brotli,
}
