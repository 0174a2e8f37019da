using System.Runtime.InteropServices;
using System.Runtime.Intrinsics.Arm;
using System.Text;

using Conformance.Golden;

using Edge.Runtime.Kernels;
using Edge.Runtime.Model;

namespace Native.Checks;

internal static unsafe class Program
{
    private static void Main(string[] args) => Console.Out.Write(Run(args));

    [UnmanagedCallersOnly(EntryPoint = "engine_checks")]
    public static int Check(int count, byte** args, byte* output, int capacity)
    {
        string[] list = new string[count];
        for (int i = 0; i < count; i++) list[i] = Marshal.PtrToStringUTF8((nint)args[i])!;
        string text = Run(list);
        return Encoding.UTF8.GetBytes(text, new Span<byte>(output, capacity));
    }

    private static string Run(string[] args)
    {
        StringBuilder text = new();
        text.Append($"dp={Dp.IsSupported}\n");
        if (args[0] == "golden")
        {
            RecognizerModel model = GoldenModel.Create(false);
            short[] pcm = GoldenWave.Create();
            short[] features = GoldenRun.Features(model, pcm);
            text.Append($"features {GoldenRun.Hash(features)}\n");
            foreach ((string name, PrecisionPlan plan) in GoldenPlans.Of(model))
            {
                QuantizedNetwork network = new(model, plan, KernelSet.Best);
                GoldenStream s = GoldenRun.Stream(network, pcm);
                text.Append($"{name} {s.Posteriors} {s.Phones} {GoldenRun.Utterance(network, features)}\n");
            }
        }
        else
        {
            RecognizerModel model = ModelFile.Load(args[1]);
            text.Append($"model {model.Hash}\n");
            QuantizedNetwork network = new(model, model.UniformPlan(8, 8), KernelSet.Best);
            GoldenStream s = GoldenRun.Stream(network, MemoryMarshal.Cast<byte, short>(File.ReadAllBytes(args[2])).ToArray());
            text.Append($"{s.Posteriors} {s.Phones}\n");
        }

        return text.ToString();
    }
}
