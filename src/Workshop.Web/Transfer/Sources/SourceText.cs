using System.Text;

namespace Workshop.Web.Transfer.Sources;

internal static class SourceText
{
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>The file as text with <c>\n</c> at its line ends and without a byte order mark.</summary>
    /// <exception cref="BrokenSourceException">The bytes are not UTF-8 text.</exception>
    public static string Decode(byte[] content)
    {
        var text = DecodeUtf8(content).TrimStart('\uFEFF').Replace("\r\n", "\n", StringComparison.Ordinal).Replace('\r', '\n');
        var binary = text.IndexOf('\0', StringComparison.Ordinal);
        return binary < 0 ? text : throw new BrokenSourceException(LineAt(text, binary), "The file holds a NUL byte, so it is not text.");
    }

    /// <summary>The file as text, whatever characters it holds.</summary>
    /// <exception cref="BrokenSourceException">The bytes are not UTF-8.</exception>
    public static string DecodeUtf8(byte[] content)
    {
        try
        {
            return Strict.GetString(content);
        }
        catch (DecoderFallbackException)
        {
            throw new BrokenSourceException(
                LineOfFirstInvalidByte(content), "The file is not UTF-8 text. Save it as UTF-8 and import it again.");
        }
    }

    /// <summary>One-based line of a position.</summary>
    public static int LineAt(string text, int position) => 1 + text.AsSpan(0, position).Count('\n');

    private static int LineOfFirstInvalidByte(ReadOnlySpan<byte> content)
    {
        var position = 0;
        while (position < content.Length
            && Rune.DecodeFromUtf8(content[position..], out _, out var length) == System.Buffers.OperationStatus.Done)
        {
            position += length;
        }

        return 1 + content[..position].Count((byte)'\n');
    }
}
