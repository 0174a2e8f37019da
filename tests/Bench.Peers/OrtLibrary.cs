using System.Runtime.InteropServices;

using Edge.Runtime.Errors;

namespace Bench.Peers;

/// <summary>
/// The C interface of ONNX Runtime: a table of functions whose places never change (onnxruntime_c_api.h, interface version 20).
/// </summary>
internal sealed unsafe class OrtLibrary
{
    private const uint InterfaceVersion = 20;

    private readonly void** _functions;

    /// <summary>Loads the library.</summary>
    /// <param name="path">File of the shared library.</param>
    /// <exception cref="EdgeException">It cannot be loaded, or is too old.</exception>
    public OrtLibrary(string path)
    {
        if (!NativeLibrary.TryLoad(path, out nint library) || !NativeLibrary.TryGetExport(library, "OrtGetApiBase", out nint entry))
        {
            throw EdgeException.BadInput("this is no ONNX Runtime library for this machine", path, "let eng/bench-peers install it");
        }

        // struct OrtApiBase: GetApi, GetVersionString.
        void** start = ((delegate* unmanaged[Cdecl]<void**>)entry)();
        Version = Marshal.PtrToStringUTF8((nint)((delegate* unmanaged[Cdecl]<byte*>)start[1])()) ?? "";
        _functions = ((delegate* unmanaged[Cdecl]<uint, void**>)start[0])(InterfaceVersion);
        if (_functions is null)
        {
            throw EdgeException.BadInput($"ONNX Runtime {Version} is too old", path, "let eng/bench-peers install it");
        }
    }

    /// <summary>Version of the library.</summary>
    public string Version { get; }

    /// <summary>A function of the table.</summary>
    public void* this[OrtFunction function] => _functions[(int)function];

    /// <summary>Turns a status into an exception.</summary>
    /// <param name="status">Null is success.</param>
    /// <param name="doing">What was tried.</param>
    /// <exception cref="EdgeException">The status is an error.</exception>
    public void Check(nint status, string doing)
    {
        if (status == 0)
        {
            return;
        }

        string message = Marshal.PtrToStringUTF8(((delegate* unmanaged[Cdecl]<nint, nint>)this[OrtFunction.GetErrorMessage])(status)) ?? "";
        ((delegate* unmanaged[Cdecl]<nint, void>)this[OrtFunction.ReleaseStatus])(status);
        throw EdgeException.BadInput($"ONNX Runtime {Version} could not {doing}: {message}", "peer", "use the version that eng/bench-peers installs");
    }
}
