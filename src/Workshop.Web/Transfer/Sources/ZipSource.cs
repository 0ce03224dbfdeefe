using System.IO.Compression;
using Workshop.Web.Media;

namespace Workshop.Web.Transfer.Sources;

/// <summary>
/// A zip from anywhere. One entry that no honest site has (a way out of the folder, a link, a bomb) refuses the whole zip.
/// Sizes are counted while unpacking; what the headers claim can only refuse, never allow.
/// </summary>
internal static class ZipSource
{
    private const int UnixTypeMask = 0xF000;
    private const int UnixFolder = 0x4000;
    private const int UnixFile = 0x8000;

    public static bool IsZip(string path)
    {
        using var stream = File.OpenRead(path);
        Span<byte> start = stackalloc byte[4];
        return stream.ReadAtLeast(start, 4, throwOnEndOfStream: false) == 4
            && (start.SequenceEqual("PK\u0003\u0004"u8) || start.SequenceEqual("PK\u0005\u0006"u8));
    }

    public static SourceTree Read(string path, SourceLimits limits)
    {
        var name = Path.GetFileName(path);
        try
        {
            using var zip = ZipFile.OpenRead(path);
            var reading = new Reading(name, limits);
            for (var index = 0; index < zip.Entries.Count; index++)
            {
                var number = index;
                reading.Add(zip.Entries[index], () => Open(path, number));
            }

            return reading.ToTree();
        }
        catch (InvalidDataException failure)
        {
            throw new ImportRefusedException(name, $"The zip is damaged or of a kind that cannot be read. {failure.Message}");
        }
    }

    // In a zip opened anew, since it is long closed when a picture is wanted. What reads it is bounded itself.
    private static Stream Open(string path, int index)
    {
        using var zip = ZipFile.OpenRead(path);
        using var packed = zip.Entries[index].Open();
        var content = new MemoryStream();
        var buffer = new byte[81_920];
        int count;
        while (content.Length <= MediaLimits.PdfBytes && (count = packed.Read(buffer)) > 0)
        {
            content.Write(buffer, 0, count);
        }

        content.Position = 0;
        return content;
    }

    private sealed class Reading(string zipName, SourceLimits limits)
    {
        private readonly List<SourceFile> _files = [];
        private readonly HashSet<string> _names = new(StringComparer.Ordinal);
        private readonly List<ImportFinding> _findings = [];
        private int _entries;
        private long _claimedBytes;
        private long _textBytes;

        public void Add(ZipArchiveEntry entry, Func<Stream> open)
        {
            CheckCount();
            var path = CheckName(entry.FullName);
            CheckKind(entry);
            CheckClaims(entry);
            if (path.Length == 0 || entry.FullName.EndsWith('/') || path.Split('/').Any(SourceTree.IsIgnored))
            {
                return;
            }

            if (!_names.Add(path))
            {
                throw Refused(path, "The zip holds this name twice");
            }

            _files.Add(new SourceFile(path, entry.Length, SourceTree.IsText(path) ? Unpack(entry, path) : null) { Open = open });
        }

        public SourceTree ToTree()
        {
            // "Download ZIP" puts everything into one folder named after the repository.
            var top = _files.Select(file => file.Path.Split('/')).ToLookup(parts => parts.Length == 1 ? "" : parts[0]);
            var wrapper = top.Count == 1 && top.Single().Key is { Length: > 0 } only && !only.StartsWith('_') ? only.Length + 1 : 0;
            return new SourceTree(
                _files.Select(file => file with { Path = file.Path[wrapper..] }),
                _findings.Select(finding => finding with { File = finding.File[wrapper..] }));
        }

        private void CheckCount()
        {
            if (++_entries > limits.Entries)
            {
                throw new ImportRefusedException(zipName, $"The zip holds more than {limits.Entries} entries and was refused.");
            }
        }

        private string CheckName(string name)
        {
            var segments = name.Split('/');
            if (name.StartsWith('/')
                || name.Contains('\\')
                || name.Any(char.IsControl)
                || segments[0].Contains(':')
                || segments.Contains(".."))
            {
                throw Refused(name, "The name leads out of the folder or is not a portable name");
            }

            return string.Join('/', segments.Where(segment => segment is not ("" or ".")));
        }

        private void CheckKind(ZipArchiveEntry entry)
        {
            var type = (entry.ExternalAttributes >> 16) & UnixTypeMask;
            if (type is not (0 or UnixFolder or UnixFile))
            {
                throw Refused(entry.FullName, "The entry is a symbolic link or another special file");
            }

            if (entry.IsEncrypted)
            {
                throw Refused(entry.FullName, "The entry is encrypted");
            }
        }

        private void CheckClaims(ZipArchiveEntry entry)
        {
            _claimedBytes += entry.Length;
            if (_claimedBytes > limits.TotalBytes)
            {
                throw new ImportRefusedException(
                    zipName, $"The zip unpacks to more than {limits.TotalBytes / 1_000_000} MB and was refused.");
            }

            CheckRatio(entry, entry.Length);
        }

        private void CheckRatio(ZipArchiveEntry entry, long unpacked)
        {
            if (unpacked > limits.RatioAppliesFrom && unpacked / Math.Max(entry.CompressedLength, 1) > limits.CompressionRatio)
            {
                throw Refused(entry.FullName, $"The entry unpacks to more than {limits.CompressionRatio} times its size");
            }
        }

        private byte[]? Unpack(ZipArchiveEntry entry, string path)
        {
            using var packed = entry.Open();
            using var content = new MemoryStream();
            var buffer = new byte[81_920];
            int count;
            while ((count = packed.Read(buffer)) > 0)
            {
                content.Write(buffer, 0, count);
                _textBytes += count;
                CheckRatio(entry, content.Length);
                if (_textBytes > limits.TotalTextBytes)
                {
                    throw new ImportRefusedException(
                        zipName, $"The zip holds more than {limits.TotalTextBytes / 1_000_000} MB of text and was refused.");
                }

                if (content.Length > limits.TextBytes)
                {
                    _findings.Add(SourceTree.TooLarge(path, limits));
                    return null;
                }
            }

            return content.ToArray();
        }

        private ImportRefusedException Refused(string entry, string why) =>
            new(zipName, $"{why}, so the zip was refused: '{Printable(entry)}'");

        private static string Printable(string name) => new([.. name.Take(200).Select(c => char.IsControl(c) ? '?' : c)]);
    }
}
