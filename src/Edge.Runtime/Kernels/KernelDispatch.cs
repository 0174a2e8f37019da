using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;

using Edge.Runtime.Errors;
using Edge.Runtime.Kernels.Emitted;

namespace Edge.Runtime.Kernels;

/// <summary>The one place where kernels are chosen: at load, per weight width.</summary>
internal static unsafe class KernelDispatch
{
    /// <summary>The kernels of a set for weights of up to 8 bits.</summary>
    /// <exception cref="EdgeException">This machine lacks the instructions.</exception>
    public static NarrowKernels Narrow(KernelSet set, int bits) => bits switch
    {
        8 => Narrow<EightBits>(Resolve(set, bits)),
        4 => Narrow<FourBits>(Resolve(set, bits)),
        _ => Narrow<TwoBits>(Resolve(set, bits)),
    };

    /// <summary>The kernels of a set for 16-bit weights.</summary>
    /// <exception cref="EdgeException">This machine lacks the instructions.</exception>
    public static WideKernels Wide(KernelSet set) => Resolve(set, 16) switch
    {
        KernelSet.Avx512Vnni => Wide(KernelSet.Best),
        KernelSet.Avx512 => new WideKernels
        {
            Add32 = &DotW16Avx512<NearWeights>.Add32,
            FarAdd32 = &DotW16Avx512<FarWeights>.Add32,
            Add64 = &DotW16Avx512<NearWeights>.Add64,
            FarAdd64 = &DotW16Avx512<FarWeights>.Add64,
            Delta32 = &DeltaW16Avx512.Add32,
            Delta64 = &DeltaW16Avx512.Add64,
        },
        KernelSet.AvxVnni or KernelSet.Avx2 => Wide<LanesVector256, Vector256<int>, Vector256<byte>>(),
        KernelSet.ArmDot or KernelSet.Vector128 => Wide<LanesVector128, Vector128<int>, Vector128<byte>>(),
        _ => new WideKernels
        {
            Add32 = &DotW16Scalar.Add32,
            FarAdd32 = &DotW16Scalar.Add32,
            Add64 = &DotW16Scalar.Add64,
            FarAdd64 = &DotW16Scalar.Add64,
            Delta32 = &DotW16Scalar.AddLines32,
            Delta64 = &DotW16Scalar.AddLines64,
        },
    };

    /// <summary>True when this machine has the instructions of a set.</summary>
    public static bool Has(KernelSet set) => set switch
    {
        KernelSet.Vector128 => Sse2.IsSupported || AdvSimd.Arm64.IsSupported,
        KernelSet.ArmDot => Dp.IsSupported,
        KernelSet.Avx2 => Avx2.IsSupported,
        KernelSet.AvxVnni => AvxVnni.IsSupported && Avx2.IsSupported,
        KernelSet.Avx512 => Avx512BW.IsSupported && Vector512.IsHardwareAccelerated,
        KernelSet.Avx512Vnni => EmittedCode.IsLoaded,
        _ => true,
    };

    private static KernelSet Resolve(KernelSet set, int bits)
    {
        if (!Has(set))
        {
            throw new EdgeException(ExitCode.Usage, $"kernels '{set}' need instructions this machine lacks", "kernel selection", "use Best");
        }

        return set == KernelSet.Best ? Order(bits).First(Has) : set;
    }

    /// <summary>
    /// Fastest first, as measured (docs/kernels.md). 512-bit dot products come first; they have none for 16 bits. Of the others, 256-bit dot products beat 512-bit products of pairs where a core has two 512-bit units, as
    /// Intel's have; with four, as AMD's have from family 26 on, 4 and 2-bit weights gain from 512 bits. 16-bit weights always do.
    /// </summary>
    private static KernelSet[] Order(int bits)
    {
        bool wideFirst = bits == 16 || (bits <= 4 && Processor.AmdFamily >= 26);
        KernelSet[] widest = bits == 16 ? [] : [KernelSet.Avx512Vnni];
        KernelSet[] next = wideFirst ? [KernelSet.Avx512, KernelSet.AvxVnni] : [KernelSet.AvxVnni, KernelSet.Avx512];
        return [.. widest, .. next, KernelSet.Avx2, KernelSet.ArmDot, KernelSet.Vector128, KernelSet.Scalar];
    }

    private static NarrowKernels Narrow<TWidth>(KernelSet set)
        where TWidth : IWeightWidth
        => set switch
        {
            KernelSet.Avx512Vnni => Emitted<TWidth>(),
            KernelSet.Avx512 => Wider<TWidth>(Narrow<TWidth>(Has(KernelSet.AvxVnni) ? KernelSet.AvxVnni : KernelSet.Avx2)),
            KernelSet.AvxVnni => Shared<LanesVector256, DotAvxVnni, Vector256<int>, Vector256<byte>, Vector256<sbyte>, TWidth>(),
            KernelSet.Avx2 => Shared<LanesVector256, DotAvx2, Vector256<int>, Vector256<byte>, DotAvx2.Inputs, TWidth>(),
            KernelSet.ArmDot => Shared<LanesVector128, DotArmDot, Vector128<int>, Vector128<byte>, Vector128<sbyte>, TWidth>(),
            KernelSet.Vector128 => Shared<LanesVector128, DotVector128, Vector128<int>, Vector128<byte>, DotVector128.Inputs, TWidth>(),
            _ => Scalar<TWidth>(),
        };

    private static NarrowKernels Emitted<TWidth>()
        where TWidth : IWeightWidth
        => new()
        {
            Frame = &EmittedKernels<TWidth>.Frame,
            FarFrame = &EmittedKernels<TWidth>.FarFrame,
            Block = &EmittedKernels<TWidth>.Block,
            Delta = &EmittedKernels<TWidth>.Delta,
            Groups = &EmittedKernels<TWidth>.Groups,
            Offset = TileLayout.Offset(TWidth.Bits),
            DeltaOffset = TileLayout.Offset(DeltaLayout.StoredBits(TWidth.Bits)),
        };

    // What 512 bits change; blocks of 8 bits and delta stay at 256, where they are faster.
    private static NarrowKernels Wider<TWidth>(NarrowKernels narrower)
        where TWidth : IWeightWidth
        => TWidth.Bits switch
        {
            8 => narrower with { Frame = &DotW8Avx512<NearWeights>.Frame, FarFrame = &DotW8Avx512<FarWeights>.Frame },
            4 => narrower with
            {
                Frame = &DotW4Avx512<NearWeights>.Frame,
                FarFrame = &DotW4Avx512<FarWeights>.Frame,
                Block = &DotW4BlockAvx512.Compute,
            },
            _ => narrower with
            {
                Frame = &DotW2Avx512<NearWeights>.Frame,
                FarFrame = &DotW2Avx512<FarWeights>.Frame,
                Block = &DotW2BlockAvx512.Compute,
            },
        };

    private static NarrowKernels Shared<TLanes, TDot, TInt, TByte, TInput, TWidth>()
        where TLanes : ILanes<TInt, TByte>
        where TDot : IDot<TInt, TByte, TInput>
        where TWidth : IWeightWidth
    {
        NarrowKernels common = new()
        {
            Frame = &DotW2<TLanes, TDot, TInt, TByte, TInput, NearWeights>.Frame,
            FarFrame = &DotW2<TLanes, TDot, TInt, TByte, TInput, FarWeights>.Frame,
            Block = &DotBlock<TLanes, TDot, TInt, TByte, TInput, TWidth>.Compute,
            Delta = &DeltaW4<TLanes, TDot, TInt, TByte, TInput>.Add,
            Offset = TileLayout.Offset(TWidth.Bits),
            DeltaOffset = TileLayout.Offset(DeltaLayout.StoredBits(TWidth.Bits)),
        };
        return TWidth.Bits switch
        {
            8 => common with
            {
                Frame = &DotW8<TLanes, TDot, TInt, TByte, TInput, NearWeights>.Frame,
                FarFrame = &DotW8<TLanes, TDot, TInt, TByte, TInput, FarWeights>.Frame,
                Delta = &DeltaW8<TLanes, TDot, TInt, TByte, TInput>.Add,
                Offset = common.Offset - TDot.Bias,
                DeltaOffset = common.DeltaOffset - TDot.Bias,
            },
            4 => common with
            {
                Frame = &DotW4<TLanes, TDot, TInt, TByte, TInput, NearWeights>.Frame,
                FarFrame = &DotW4<TLanes, TDot, TInt, TByte, TInput, FarWeights>.Frame,
            },
            _ => common,
        };
    }

    private static WideKernels Wide<TLanes, TInt, TByte>()
        where TLanes : ILanes<TInt, TByte>
        => new()
        {
            Add32 = &DotW16<TLanes, TInt, TByte, NearWeights>.Add32,
            FarAdd32 = &DotW16<TLanes, TInt, TByte, FarWeights>.Add32,
            Add64 = &DotW16<TLanes, TInt, TByte, NearWeights>.Add64,
            FarAdd64 = &DotW16<TLanes, TInt, TByte, FarWeights>.Add64,
            Delta32 = &DeltaW16<TLanes, TInt, TByte>.Add32,
            Delta64 = &DeltaW16<TLanes, TInt, TByte>.Add64,
        };

    private static NarrowKernels Scalar<TWidth>()
        where TWidth : IWeightWidth
        => new()
        {
            Frame = &DotScalar<TWidth>.Frame,
            FarFrame = &DotScalar<TWidth>.Frame,
            Block = &DotScalar<TWidth>.Block,
            Delta = &DotScalar<TWidth>.Delta,
            Groups = &DotScalar<TWidth>.Groups,
            Offset = TileLayout.Offset(TWidth.Bits),
            DeltaOffset = TileLayout.Offset(DeltaLayout.StoredBits(TWidth.Bits)),
        };
}
