using Edge.Runtime.Kernels.Emitted;

using Xunit;

namespace Edge.Runtime.Tests.Kernels;

/// <summary>Encodings against those of GNU as 2.40 for the same lines, one for every instruction and operand form the emitted kernels use.</summary>
public class AssemblerTests
{
    private static readonly (string Line, Action<Assembler> Write, string Bytes)[] Lines =
    [
        ("mov rdi, rbx", a => a.Move(Gpr.Rdi, Gpr.Rbx), "4889DF"),
        ("mov r10, rcx", a => a.Move(Gpr.R10, Gpr.Rcx), "4989CA"),
        ("mov esi, esi", a => a.Move32(Gpr.Rsi, Gpr.Rsi), "89F6"),
        ("mov r14d, r9d", a => a.Move32(Gpr.R14, Gpr.R9), "4589CE"),
        ("mov eax, 0x0f0f0f0f", a => a.Set32(Gpr.Rax, 0x0F0F0F0F), "B80F0F0F0F"),
        ("mov r12d, 0", a => a.Set32(Gpr.R12, 0), "41BC00000000"),
        ("mov rbp, [rsp+0x40]", a => a.Load(Gpr.Rbp, new Memory(Gpr.Rsp, 0x40)), "488B6C2440"),
        ("mov r13, [rsp]", a => a.Load(Gpr.R13, new Memory(Gpr.Rsp)), "4C8B2C24"),
        ("mov rax, [rbp]", a => a.Load(Gpr.Rax, new Memory(Gpr.Rbp)), "488B4500"),
        ("mov rax, [r13+0x1000]", a => a.Load(Gpr.Rax, new Memory(Gpr.R13, 0x1000)), "498B8500100000"),
        ("mov r11d, [rcx+r12*4+8]", a => a.Load32(Gpr.R11, new Memory(Gpr.Rcx, 8, Gpr.R12, 4)), "468B5CA108"),
        ("mov eax, [rcx-128]", a => a.Load32(Gpr.Rax, new Memory(Gpr.Rcx, -128)), "8B4180"),
        ("mov eax, [rcx+128]", a => a.Load32(Gpr.Rax, new Memory(Gpr.Rcx, 128)), "8B8180000000"),
        ("lea r14, [rdi+rdx]", a => a.Address(Gpr.R14, new Memory(Gpr.Rdi, 0, Gpr.Rdx)), "4C8D3417"),
        ("lea r9, [r8+r8*2]", a => a.Address(Gpr.R9, new Memory(Gpr.R8, 0, Gpr.R8, 2)), "4F8D0C40"),
        ("lea r12, [r12+r8*4]", a => a.Address(Gpr.R12, new Memory(Gpr.R12, 0, Gpr.R8, 4)), "4F8D2484"),
        ("lea r11, [r13+rbx*8]", a => a.Address(Gpr.R11, new Memory(Gpr.R13, 0, Gpr.Rbx, 8)), "4D8D5CDD00"),
        ("add rbx, rax", a => a.Add(Gpr.Rbx, Gpr.Rax), "4801C3"),
        ("add rsi, 4", a => a.Add(Gpr.Rsi, 4), "4883C604"),
        ("add r9, 1024", a => a.Add(Gpr.R9, 1024), "4981C100040000"),
        ("sub r12, rdx", a => a.Subtract(Gpr.R12, Gpr.Rdx), "4929D4"),
        ("sub r14, 4", a => a.Subtract(Gpr.R14, 4), "4983EE04"),
        ("sub rbx, 4096", a => a.Subtract(Gpr.Rbx, 4096), "4881EB00100000"),
        ("shl r15, 7", a => a.ShiftLeft(Gpr.R15, 7), "49C1E707"),
        ("dec r11", a => a.Decrement(Gpr.R11), "49FFCB"),
        ("push rbx", a => a.Push(Gpr.Rbx), "53"),
        ("push r12", a => a.Push(Gpr.R12), "4154"),
        ("pop rbp", a => a.Pop(Gpr.Rbp), "5D"),
        ("pop r15", a => a.Pop(Gpr.R15), "415F"),
        ("prefetcht0 [rdi+0x200]", a => a.Prefetch(new Memory(Gpr.Rdi, 0x200)), "0F188F00020000"),
        ("prefetcht0 [r14+r13]", a => a.Prefetch(new Memory(Gpr.R14, 0, Gpr.R13)), "430F180C2E"),
        ("xgetbv", a => a.ReadControl(), "0F01D0"),
        ("ret", a => a.Return(), "C3"),
        ("vzeroupper", a => a.ZeroUpper(), "C5F877"),
        ("vmovdqu32 zmm1, [rdi]", a => a.Load(new Zmm(1), new Memory(Gpr.Rdi)), "62F17E486F0F"),
        ("vmovdqu32 zmm25, [r13]", a => a.Load(new Zmm(25), new Memory(Gpr.R13)), "62417E486F4D00"),
        ("vmovdqu32 zmm16, [rbx+64]", a => a.Load(new Zmm(16), new Memory(Gpr.Rbx, 64)), "62E17E486F4301"),
        ("vmovdqu32 zmm9, [r12+8128]", a => a.Load(new Zmm(9), new Memory(Gpr.R12, 8128)), "62517E486F4C247F"),
        ("vmovdqu32 zmm9, [r12+8192]", a => a.Load(new Zmm(9), new Memory(Gpr.R12, 8192)), "62517E486F8C2400200000"),
        ("vmovdqu32 zmm31, [rdi+rax*2+100]", a => a.Load(new Zmm(31), new Memory(Gpr.Rdi, 100, Gpr.Rax, 2)), "62617E486FBC4764000000"),
        ("vmovdqu32 zmm8, [rdi+r13]", a => a.Load(new Zmm(8), new Memory(Gpr.Rdi, 0, Gpr.R13)), "62317E486F042F"),
        ("vmovdqu32 [r9+960], zmm15", a => a.Store(new Memory(Gpr.R9, 960), new Zmm(15)), "62517E487F790F"),
        ("vmovdqu32 [r11+rbx*2-64], zmm24", a => a.Store(new Memory(Gpr.R11, -64, Gpr.Rbx, 2), new Zmm(24)), "62417E487F445BFF"),
        ("vmovdqu32 zmm4, zmm17", a => a.Move(new Zmm(4), new Zmm(17)), "62B17E486FE1"),
        ("vpbroadcastd zmm27, [r10]", a => a.Broadcast(new Zmm(27), new Memory(Gpr.R10)), "62427D48581A"),
        ("vpbroadcastd zmm20, [r8+r12*4+12]", a => a.Broadcast(new Zmm(20), new Memory(Gpr.R8, 12, Gpr.R12, 4)), "62827D485864A003"),
        ("vpbroadcastd zmm24, [r12+2]", a => a.Broadcast(new Zmm(24), new Memory(Gpr.R12, 2)), "62427D4858842402000000"),
        ("vpbroadcastd zmm29, eax", a => a.Broadcast(new Zmm(29), Gpr.Rax), "62627D487CE8"),
        ("vpbroadcastd zmm3, r8d", a => a.Broadcast(new Zmm(3), Gpr.R8), "62D27D487CD8"),
        ("vpxord zmm0, zmm0, zmm0", a => a.Clear(new Zmm(0)), "62F17D48EFC0"),
        ("vpxord zmm17, zmm17, zmm17", a => a.Clear(new Zmm(17)), "62A17540EFC9"),
        ("vpandd zmm20, zmm12, zmm29", a => a.And(new Zmm(20), new Zmm(12), new Zmm(29)), "62811D48DBE5"),
        ("vpaddd zmm2, zmm18, zmm9", a => a.Add(new Zmm(2), new Zmm(18), new Zmm(9)), "62D16D40FED1"),
        ("vpaddd zmm16, zmm16, [rbx+256]", a => a.Add(new Zmm(16), new Zmm(16), new Memory(Gpr.Rbx, 256)), "62E17D40FE4304"),
        ("vpsubd zmm5, zmm5, zmm4", a => a.Subtract(new Zmm(5), new Zmm(5), new Zmm(4)), "62F15548FAEC"),
        ("vpsrad zmm5, zmm5, 4", a => a.ShiftRight(new Zmm(5), new Zmm(5), 4), "62F1554872E504"),
        ("vpsrad zmm30, zmm13, 6", a => a.ShiftRight(new Zmm(30), new Zmm(13), 6), "62D10D4072E506"),
        ("vpdpbusd zmm0, zmm16, zmm27", a => a.Dot(new Zmm(0), new Zmm(16), new Zmm(27)), "62927D4050C3"),
        ("vpdpbusd zmm31, zmm8, zmm7", a => a.Dot(new Zmm(31), new Zmm(8), new Zmm(7)), "62623D4850FF"),
        ("vpunpcklbw zmm12, zmm8, zmm25", a => a.InterleaveLowBytes(new Zmm(12), new Zmm(8), new Zmm(25)), "62113D4860E1"),
        ("vpunpckhbw zmm28, zmm10, zmm11", a => a.InterleaveHighBytes(new Zmm(28), new Zmm(10), new Zmm(11)), "62412D4868E3"),
        ("vpunpcklwd zmm16, zmm12, zmm14", a => a.InterleaveLowPairs(new Zmm(16), new Zmm(12), new Zmm(14)), "62C11D4861C6"),
        ("vpunpckhwd zmm17, zmm13, zmm15", a => a.InterleaveHighPairs(new Zmm(17), new Zmm(13), new Zmm(15)), "62C1154869CF"),
        ("vpunpckldq zmm16, zmm0, zmm1", a => a.InterleaveLowWords(new Zmm(16), new Zmm(0), new Zmm(1)), "62E17D4862C1"),
        ("vpunpckhdq zmm17, zmm20, zmm21", a => a.InterleaveHighWords(new Zmm(17), new Zmm(20), new Zmm(21)), "62A15D406ACD"),
    ];

    public static TheoryData<string> AllLines => [.. Lines.Select(l => l.Line)];

    [Theory]
    [MemberData(nameof(AllLines))]
    public void An_instruction_is_encoded_as_the_reference_assembler_encodes_it(string line)
    {
        Assembler a = new();
        (string _, Action<Assembler> write, string bytes) = Lines.Single(l => l.Line == line);
        write(a);
        Assert.Equal(bytes, Convert.ToHexString(a.Code));
    }

    [Fact]
    public void Jumps_count_from_their_end_to_their_target()
    {
        Assembler a = new();
        int start = a.Here;
        int ahead = a.JumpForward(Condition.Below);
        a.Jump(Condition.NotZero, start);
        a.Land(ahead);
        a.Return();
        Assert.Equal("0F82060000000F85F4FFFFFFC3", Convert.ToHexString(a.Code));
    }

    [Fact]
    public void Loops_begin_on_cache_lines_whatever_stands_before()
    {
        for (int before = 0; before <= 64; before++)
        {
            Assembler a = new();
            for (int i = 0; i < before; i++)
            {
                a.Return();
            }

            Assert.Equal((before + 63) / 64 * 64, a.Align());
            Assert.Equal(a.Here, a.Code.Length);
        }
    }
}
