using System.Security.Cryptography;

namespace Workshop.Data.Media;

/// <summary>SHA-256 as 64 lower-case hexadecimal digits.</summary>
public static class MediaHash
{
    public const int Length = 64;

    public static string Of(ReadOnlySpan<byte> bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));
}
