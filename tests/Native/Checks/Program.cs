using System.Runtime.InteropServices;
using System.Text;

namespace Native.Checks;

/// <summary>
/// Runs checks and prints what they computed: <c>engine-checks CHECK [ARGUMENT...]</c>. An ordinary program under the just-in-time
/// compiler and as native x64 code; for arm64 it is compiled to a library that a C program calls.
/// </summary>
internal static unsafe class Program
{
    private static int Main(string[] args)
    {
        if (args.Length == 0 || !CheckList.Names.Contains(args[0]))
        {
            Console.Error.WriteLine($"usage: engine-checks {string.Join('|', CheckList.Names)} [ARGUMENT...]");
            return 2;
        }

        Console.Out.Write(CheckList.Run(args));
        return 0;
    }

    /// <summary>The entry of the library.</summary>
    /// <param name="count">Number of arguments.</param>
    /// <param name="arguments">Zero-terminated UTF-8: the check and its arguments.</param>
    /// <param name="output">Receives the lines, UTF-8.</param>
    /// <param name="capacity">Bytes of <paramref name="output"/>.</param>
    /// <returns>Bytes written.</returns>
    [UnmanagedCallersOnly(EntryPoint = "engine_checks")]
    private static int Run(int count, byte** arguments, byte* output, int capacity)
    {
        string[] args = new string[count];
        for (int i = 0; i < count; i++)
        {
            args[i] = Marshal.PtrToStringUTF8((nint)arguments[i])!;
        }

        return Encoding.UTF8.GetBytes(CheckList.Run(args), new Span<byte>(output, capacity));
    }
}
