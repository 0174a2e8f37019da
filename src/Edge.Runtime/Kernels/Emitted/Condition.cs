namespace Edge.Runtime.Kernels.Emitted;

/// <summary>When a jump is taken, by the condition's number in machine code.</summary>
internal enum Condition
{
    /// <summary>Unsigned less, or borrow.</summary>
    Below = 2,

    /// <summary>Unsigned not less, or no borrow.</summary>
    NotBelow = 3,

    /// <summary>Zero.</summary>
    Zero = 4,

    /// <summary>Not zero.</summary>
    NotZero = 5,
}
