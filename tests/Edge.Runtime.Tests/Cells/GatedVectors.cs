using Edge.Runtime.Cells;
using Edge.Runtime.Numerics;

namespace Edge.Runtime.Tests.Cells;

/// <summary>The vectors of one frame of a gated cell, in managed memory; as many gates as the largest cell has.</summary>
internal sealed unsafe class GatedVectors(int units)
{
    private const int Gates = 4;

    public short[] Input { get; set; } = new short[Gates * units];

    public short[] Bias { get; set; } = new short[Gates * units];

    public short[] Recurrent { get; set; } = new short[Gates * units];

    public short[] Candidate { get; set; } = new short[units];

    public short[] Previous { get; set; } = new short[units];

    public short[] State { get; set; } = new short[units];

    public int StateFractionBits { get; set; }

    public static GatedVectors Random(Random random, int units, int stateFractionBits) => new(units)
    {
        Input = VectorForms.Shorts(random, Gates * units),
        Bias = VectorForms.Shorts(random, Gates * units),
        Recurrent = VectorForms.Shorts(random, Gates * units),
        Candidate = VectorForms.Shorts(random, units),
        Previous = VectorForms.Shorts(random, units),
        State = VectorForms.Shorts(random, units),
        StateFractionBits = stateFractionBits,
    };

    /// <summary>Computes one step.</summary>
    /// <param name="path">Form of the code.</param>
    /// <param name="inPlace">True writes the output over a copy of the previous one.</param>
    public (short[] State, short[] Output) Run<TStep>(VectorPath path, bool inPlace = false)
        where TStep : IGatedStep
    {
        short[] state = [.. State], output = inPlace ? [.. Previous] : new short[units];
        fixed (short* input = Input, bias = Bias, recurrent = Recurrent, candidate = Candidate, previous = Previous, cell = state, target = output)
        {
            GatedStep<TStep>.Run(path, new GatedFrame
            {
                Units = units,
                Input = input,
                Bias = bias,
                Recurrent = recurrent,
                Candidate = candidate,
                Previous = inPlace ? target : previous,
                State = cell,
                Output = target,
                StateFractionBits = StateFractionBits,
                Table = GateTable.Pointer,
            });
        }

        return (state, output);
    }
}
