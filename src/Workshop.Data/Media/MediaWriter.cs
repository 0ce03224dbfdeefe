using Microsoft.EntityFrameworkCore;
using NodaTime;
using Npgsql;

namespace Workshop.Data.Media;

/// <summary>A file as it was made ready for readers, before it is kept.</summary>
/// <param name="SourceHash">See <see cref="MediaFile.SourceHash"/>.</param>
/// <param name="Smaller">The same picture in smaller widths; empty for what is not a picture.</param>
public sealed record PreparedMedia(
    string SourceHash, string Name, string ContentType, PreparedImage Main, IReadOnlyList<PreparedImage> Smaller);

/// <param name="Width">In pixels; null for what is not a picture.</param>
public sealed record PreparedImage(byte[] Bytes, int? Width, int? Height);

/// <summary>The rules by which media are kept: the same bytes once, and none that nothing refers to.</summary>
/// <remarks>Runs in the caller's transaction, and in one of its own where there is none.</remarks>
public sealed class MediaWriter(WorkshopDbContext db)
{
    /// <returns>The file that was made of the same bytes before; null where there is none.</returns>
    public Task<MediaFile?> FindAsync(string sourceHash, CancellationToken cancellation) =>
        db.MediaFiles.Where(file => file.SourceHash == sourceHash).OrderBy(file => file.Id).FirstOrDefaultAsync(cancellation);

    /// <returns>The new file, or the one that has the same content already; then nothing is changed.</returns>
    public async Task<(MediaFile File, bool IsNew)> AddAsync(
        PreparedMedia prepared, string? alt, string author, Instant now, CancellationToken cancellation)
    {
        var hash = MediaHash.Of(prepared.Main.Bytes);
        var file = new MediaFile
        {
            Hash = hash,
            SourceHash = prepared.SourceHash,
            Name = prepared.Name,
            ContentType = prepared.ContentType,
            Length = prepared.Main.Bytes.Length,
            Width = prepared.Main.Width,
            Height = prepared.Main.Height,
            Alt = alt,
            Author = author,
            CreatedAt = now,
        };
        await using var whole = await JoinedTransaction.BeginAsync(db, cancellation);
        await KeepAsync(hash, prepared.Main.Bytes, cancellation);
        // Whoever brings in the same at the same time has waited for the row of its bytes.
        if (await db.MediaFiles.FirstOrDefaultAsync(same => same.Hash == hash, cancellation) is { } existing)
        {
            return (existing, false);
        }

        foreach (var smaller in prepared.Smaller)
        {
            var rendition =
                new MediaRendition { Hash = MediaHash.Of(smaller.Bytes), Width = smaller.Width!.Value, Height = smaller.Height!.Value };
            await KeepAsync(rendition.Hash, smaller.Bytes, cancellation);
            file.Renditions.Add(rendition);
        }

        db.Add(file);
        await db.SaveChangesAsync(cancellation);
        await whole.CommitAsync(cancellation);
        return (file, true);
    }

    /// <summary>Removes the file, and the bytes that no other file has.</summary>
    /// <returns>False where somebody else has removed it already.</returns>
    public async Task<bool> DeleteAsync(MediaFile file, CancellationToken cancellation)
    {
        await using var whole = await JoinedTransaction.BeginAsync(db, cancellation);
        string[] hashes = [file.Hash, .. await db.MediaRenditions
            .Where(rendition => rendition.MediaFileId == file.Id)
            .Select(rendition => rendition.Hash)
            .ToListAsync(cancellation)];
        var deleted = await db.MediaFiles.Where(same => same.Id == file.Id).ExecuteDeleteAsync(cancellation);
        await db.MediaContents
            .Where(content => hashes.Contains(content.Hash)
                && !db.MediaFiles.Any(other => other.Hash == content.Hash)
                && !db.MediaRenditions.Any(other => other.Hash == content.Hash))
            .ExecuteDeleteAsync(cancellation);
        await whole.CommitAsync(cancellation);
        return deleted == 1;
    }

    // Locks the row of bytes that are there already, so that nobody removes them before they are referred to again.
    private Task KeepAsync(string hash, byte[] bytes, CancellationToken cancellation) => db.Database.ExecuteSqlRawAsync(
        "INSERT INTO media_contents (hash, bytes) VALUES (@hash, @bytes) ON CONFLICT (hash) DO UPDATE SET hash = excluded.hash",
        [new NpgsqlParameter("hash", hash), new NpgsqlParameter("bytes", bytes)],
        cancellation);
}
