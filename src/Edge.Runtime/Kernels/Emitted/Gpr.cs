namespace Edge.Runtime.Kernels.Emitted;

/// <summary>A 64-bit general register, by its number in machine code.</summary>
internal enum Gpr
{
    /// <summary>Scratch; result of a function.</summary>
    Rax,

    /// <summary>Fourth argument.</summary>
    Rcx,

    /// <summary>Third argument.</summary>
    Rdx,

    /// <summary>Kept for the caller.</summary>
    Rbx,

    /// <summary>Stack.</summary>
    Rsp,

    /// <summary>Kept for the caller.</summary>
    Rbp,

    /// <summary>Second argument.</summary>
    Rsi,

    /// <summary>First argument.</summary>
    Rdi,

    /// <summary>Fifth argument.</summary>
    R8,

    /// <summary>Sixth argument.</summary>
    R9,

    /// <summary>Scratch.</summary>
    R10,

    /// <summary>Scratch.</summary>
    R11,

    /// <summary>Kept for the caller.</summary>
    R12,

    /// <summary>Kept for the caller.</summary>
    R13,

    /// <summary>Kept for the caller.</summary>
    R14,

    /// <summary>Kept for the caller.</summary>
    R15,
}
