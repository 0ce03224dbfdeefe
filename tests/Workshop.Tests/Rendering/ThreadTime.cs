using System.ComponentModel;
using System.Runtime.InteropServices;

namespace Workshop.Tests.Rendering;

/// <summary>The processor time that the calling thread has taken, to which nothing adds that runs beside it.</summary>
internal static class ThreadTime
{
    // CLOCK_THREAD_CPUTIME_ID of <time.h>.
    private static readonly int Clock = OperatingSystem.IsMacOS() ? 16 : 3;

    public static TimeSpan Now => ReadClock(Clock, out var time) == 0
        ? TimeSpan.FromSeconds(time.Seconds) + TimeSpan.FromMicroseconds(time.Nanoseconds / 1000)
        : throw new Win32Exception(Marshal.GetLastPInvokeError());

    [DllImport("libc", EntryPoint = "clock_gettime", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int ReadClock(int clock, out Timespec time);

    [StructLayout(LayoutKind.Sequential)]
    private readonly struct Timespec
    {
        public readonly nint Seconds;
        public readonly nint Nanoseconds;
    }
}
