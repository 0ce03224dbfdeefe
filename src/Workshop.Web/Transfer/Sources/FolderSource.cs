namespace Workshop.Web.Transfer.Sources;

internal static class FolderSource
{
    private static readonly EnumerationOptions Everything = new() { AttributesToSkip = 0, IgnoreInaccessible = false };

    // What the name as it was read leads to, where some of its bytes could not be read.
    private const FileAttributes NotThere = (FileAttributes)(-1);

    public static SourceTree Read(DirectoryInfo root, SourceLimits limits)
    {
        var walk = new Walk(root, limits);
        walk.Visit(root, "");
        return new SourceTree(walk.Files, walk.Findings);
    }

    public static SourceTree ReadOne(FileInfo file, SourceLimits limits)
    {
        var isSchedule = file.Extension == ".xml";
        if (!isSchedule && (!SourceTree.IsText(file.Name) || file.Extension is ".yml" or ".yaml" or ".csv"))
        {
            throw new ImportRefusedException(file.Name, "This is not a folder, zip, Markdown or HTML file, nor a schedule.xml.");
        }

        var walk = new Walk(file.Directory!, limits);
        walk.Add(file, isSchedule ? KnownFiles.ScheduleXml : file.Name);
        return new SourceTree(walk.Files, walk.Findings);
    }

    private sealed class Walk(DirectoryInfo root, SourceLimits limits)
    {
        private int _entries;
        private long _textBytes;

        public List<SourceFile> Files { get; } = [];

        public List<ImportFinding> Findings { get; } = [];

        public void Visit(DirectoryInfo folder, string prefix)
        {
            foreach (var entry in folder.EnumerateFileSystemInfos("*", Everything))
            {
                if (++_entries > limits.Entries)
                {
                    throw new ImportRefusedException(root.Name, $"The folder holds more than {limits.Entries} files.");
                }

                if (SourceTree.IsIgnored(entry.Name))
                {
                    continue;
                }

                var path = prefix + entry.Name;
                if (entry.Attributes == NotThere)
                {
                    Findings.Add(new ImportFinding(
                        path, 0, FindingKind.Error, "The name is not UTF-8, so the file was left out. Rename it and import it again."));
                }
                else if (entry.LinkTarget is not null || entry.Attributes.HasFlag(FileAttributes.ReparsePoint))
                {
                    Findings.Add(new ImportFinding(path, 0, FindingKind.Changed, "A symbolic link is not followed; it was left out."));
                }
                else if (entry is DirectoryInfo inner)
                {
                    Visit(inner, path + "/");
                }
                else
                {
                    Add((FileInfo)entry, path);
                }
            }
        }

        public void Add(FileInfo file, string path)
        {
            byte[]? content = null;
            if (SourceTree.IsText(path))
            {
                if (file.Length == 0)
                {
                    Findings.Add(
                        new ImportFinding(path, 0, FindingKind.Changed, "The file is empty, or a pipe or a device, and was left out."));
                    return;
                }

                content = ReadCapped(file, path);
                _textBytes += content?.Length ?? 0;
                if (_textBytes > limits.TotalTextBytes)
                {
                    throw new ImportRefusedException(
                        root.Name, $"The folder holds more than {limits.TotalTextBytes / 1_000_000} MB of text.");
                }
            }

            // A pipe has no length, and to open it would be to wait for whoever writes to it.
            Files.Add(file.Length == 0
                ? new SourceFile(path, 0, content)
                : new SourceFile(path, file.Length, content) { Open = () => OpenRead(file) });
        }

        // It was not a link when the folder was read; it must not have become one since.
        private static FileStream OpenRead(FileInfo file)
        {
            file.Refresh();
            return file.LinkTarget is null ? file.OpenRead() : throw new IOException("The file has become a symbolic link.");
        }

        private byte[]? ReadCapped(FileInfo file, string path)
        {
            if (file.Length > limits.TextBytes)
            {
                Findings.Add(SourceTree.TooLarge(path, limits));
                return null;
            }

            try
            {
                return File.ReadAllBytes(file.FullName);
            }
            catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
            {
                Findings.Add(new ImportFinding(path, 0, FindingKind.Error, "The file cannot be read and was left out."));
                return null;
            }
        }
    }
}
