using System.Text;

using Agent.Bench;

using Edge.Runtime.Features;
using Edge.Runtime.Kernels;
using Edge.Runtime.Model;

namespace Bench.Peers;

/// <summary>
/// One stream of a model in ONNX Runtime: one thread, every optimisation of the graph on, inputs and outputs bound once to own memory. Goes
/// round over a fixed set of frames as <see cref="StepLoop"/> does, and feeds the cell states back.
/// </summary>
internal sealed unsafe class OrtStep : IDisposable
{
    private const int LogSeverityError = 3;
    private const int AllOptimizations = 99;
    private const int ElementFloat = 1;
    private const int ArenaAllocator = 1;
    private const int DefaultMemory = 0;

    private readonly OrtLibrary _library;
    private readonly float[][] _features;
    private readonly AlignedBuffer<float> _input;
    private readonly AlignedBuffer<float> _output;
    private readonly (AlignedBuffer<float> Before, AlignedBuffer<float> After)[] _states;
    private readonly nint _session;
    private readonly nint _options;
    private readonly nint _binding;
    private int _next;

    /// <summary>A stream at its start.</summary>
    public OrtStep(OrtLibrary library, RecognizerModel model, PeerPrecision precision, short[][] features)
    {
        _library = library;
        _features = [.. features.Select(f => f.Select(v => v / (float)(1 << StreamNormalizer.FractionBits)).ToArray())];
        _session = Open(StepGraph.Build(model, precision));
        _options = Create(OrtFunction.CreateRunOptions, "make run options");
        _binding = CreateBinding();
        nint memory = DescribeMemory();

        AlignedBuffer<float> Bound(string name, int length, OrtFunction bind)
        {
            AlignedBuffer<float> buffer = new(length);
            Bind(bind, name, buffer, memory);
            return buffer;
        }

        _input = Bound("x", model.Topology.InputSize, OrtFunction.BindInput);
        _output = Bound("y", model.Topology.Outputs, OrtFunction.BindOutput);
        _states = [.. Enumerable.Range(0, model.Topology.Layers).Select(layer => (
            Bound($"c{layer}", model.Topology.Hidden, OrtFunction.BindInput), Bound($"co{layer}", model.Topology.Hidden, OrtFunction.BindOutput)))];
    }

    /// <summary>Natural logarithms of the posteriors of the frame computed last.</summary>
    public ReadOnlySpan<float> LogPosteriors => _output.Span;

    /// <summary>Computes one frame.</summary>
    public void Run()
    {
        _features[StepLoop.Palindrome(_next++, _features.Length)].CopyTo(_input.Span);
        _library.Check(
            ((delegate* unmanaged[Cdecl]<nint, nint, nint, nint>)_library[OrtFunction.RunWithBinding])(_session, _options, _binding), "run");
        foreach ((AlignedBuffer<float> before, AlignedBuffer<float> after) in _states)
        {
            after.Span.CopyTo(before.Span);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => ((delegate* unmanaged[Cdecl]<nint, void>)_library[OrtFunction.ReleaseSession])(_session);

    private nint Open(byte[] model)
    {
        nint environment, session;
        fixed (byte* name = "bench\0"u8)
        {
            _library.Check(
                ((delegate* unmanaged[Cdecl]<int, byte*, nint*, nint>)_library[OrtFunction.CreateEnv])(LogSeverityError, name, &environment), "start");
        }

        nint options = Create(OrtFunction.CreateSessionOptions, "make session options");
        Set(OrtFunction.SetIntraOpNumThreads, options, 1);
        Set(OrtFunction.SetInterOpNumThreads, options, 1);
        Set(OrtFunction.SetSessionGraphOptimizationLevel, options, AllOptimizations);
        fixed (byte* bytes = model)
        {
            _library.Check(
                ((delegate* unmanaged[Cdecl]<nint, byte*, nuint, nint, nint*, nint>)_library[OrtFunction.CreateSessionFromArray])(
                    environment, bytes, (nuint)model.Length, options, &session),
                "load the graph");
        }

        return session;
    }

    private nint CreateBinding()
    {
        nint binding;
        _library.Check(((delegate* unmanaged[Cdecl]<nint, nint*, nint>)_library[OrtFunction.CreateIoBinding])(_session, &binding), "bind");
        return binding;
    }

    private nint DescribeMemory()
    {
        nint memory;
        _library.Check(
            ((delegate* unmanaged[Cdecl]<int, int, nint*, nint>)_library[OrtFunction.CreateCpuMemoryInfo])(ArenaAllocator, DefaultMemory, &memory),
            "describe memory");
        return memory;
    }

    private nint Create(OrtFunction function, string doing)
    {
        nint created;
        _library.Check(((delegate* unmanaged[Cdecl]<nint*, nint>)_library[function])(&created), doing);
        return created;
    }

    private void Set(OrtFunction function, nint options, int value) =>
        _library.Check(((delegate* unmanaged[Cdecl]<nint, int, nint>)_library[function])(options, value), "set options");

    private void Bind(OrtFunction bind, string name, AlignedBuffer<float> buffer, nint memory)
    {
        long* shape = stackalloc long[] { 1, buffer.Length };
        nint value;
        _library.Check(
            ((delegate* unmanaged[Cdecl]<nint, void*, nuint, long*, nuint, int, nint*, nint>)_library[OrtFunction.CreateTensorWithDataAsOrtValue])(
                memory, buffer.Pointer, (nuint)(sizeof(float) * buffer.Length), shape, 2, ElementFloat, &value),
            "make a tensor");
        fixed (byte* text = Encoding.UTF8.GetBytes(name + '\0'))
        {
            _library.Check(((delegate* unmanaged[Cdecl]<nint, byte*, nint, nint>)_library[bind])(_binding, text, value), $"bind {name}");
        }
    }
}
