using Edge.Runtime.Kernels;

using Xunit;

namespace Edge.Runtime.Tests.Kernels;

/// <summary>The kernels themselves against the oracle, over bytes of any value: a million input vectors together.</summary>
public unsafe class KernelOracleTests
{
    private const int VectorsPerKernel = 28_800;

    private static readonly KernelSet[] Tested = [.. RandomProducts.Sets.Where(s => s is not (KernelSet.Scalar or KernelSet.Best))];

    public static TheoryData<KernelSet, int> Kernels
    {
        get
        {
            TheoryData<KernelSet, int> data = [];
            foreach (KernelSet set in Tested)
            {
                foreach (int bits in (int[])[2, 4, 8])
                {
                    data.Add(set, bits);
                }
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Kernels))]
    public void Frames_equal_the_oracle(KernelSet set, int bits)
    {
        Random random = new(bits);
        NarrowKernels kernels = KernelDispatch.Narrow(set, bits), oracle = KernelDispatch.Narrow(KernelSet.Scalar, bits);
        for (int vector = 0; vector < VectorsPerKernel; vector++)
        {
            Operands o = new(random, bits, frames: 1, vector);
            o.Oracle(oracle);
            (vector % 2 == 0 ? kernels.Frame : kernels.FarFrame)(o.Weights, o.Tiles, o.Groups, o.Inputs, o.StartFor(kernels), o.Found);
            o.AssertEqual($"{set} w{bits} vector {vector}");
        }
    }

    [Theory]
    [MemberData(nameof(Kernels))]
    public void Blocks_equal_the_oracle(KernelSet set, int bits)
    {
        Random random = new(100 + bits);
        NarrowKernels kernels = KernelDispatch.Narrow(set, bits), oracle = KernelDispatch.Narrow(KernelSet.Scalar, bits);
        for (int vector = 0; vector < VectorsPerKernel; vector += 8)
        {
            Operands o = new(random, bits, frames: 8, vector);
            o.OracleBlock(oracle);
            o.Block(kernels);
            o.AssertEqual($"{set} w{bits} block {vector}");
        }
    }

    [Theory]
    [MemberData(nameof(Kernels))]
    public void Deltas_equal_the_oracle(KernelSet set, int bits)
    {
        Random random = new(200 + bits);
        NarrowKernels kernels = KernelDispatch.Narrow(set, bits), oracle = KernelDispatch.Narrow(KernelSet.Scalar, bits);
        for (int vector = 0; vector < VectorsPerKernel; vector++)
        {
            DeltaOperands o = new(random, bits, vector);
            o.Run(oracle, o.Expected);
            o.Run(kernels, o.Found);
            o.AssertEqual($"{set} w{bits} list {vector}");
        }
    }

    [Theory]
    [MemberData(nameof(Kernels))]
    public void Listed_groups_equal_the_oracle_where_there_is_a_kernel_for_them(KernelSet set, int bits)
    {
        Random random = new(300 + bits);
        NarrowKernels kernels = KernelDispatch.Narrow(set, bits), oracle = KernelDispatch.Narrow(KernelSet.Scalar, bits);
        for (int vector = 0; kernels.Groups != null && vector < VectorsPerKernel; vector++)
        {
            Operands o = new(random, bits, frames: 1, vector);
            o.OracleGroups(oracle);
            o.ListGroups(kernels);
            o.AssertEqual($"{set} w{bits} list of groups {vector}");
        }
    }

    [Fact]
    public void The_oracle_tests_cover_a_million_vectors_where_all_sets_of_a_processor_family_are_at_hand()
    {
        int kinds = 3, widths = 3;
        long vectors = (long)VectorsPerKernel * kinds * widths * Tested.Length;
        Assert.True(vectors >= 1_000_000 || !KernelDispatch.Has(KernelSet.Avx512), $"{vectors} vectors");
    }
}
