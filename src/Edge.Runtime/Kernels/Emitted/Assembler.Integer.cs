using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace Edge.Runtime.Kernels.Emitted;

/// <content>Instructions on general registers, 64 bits wide unless said otherwise, jumps, and the rest that is not vectors.</content>
internal sealed partial class Assembler
{
    private const int ByteUnit = 1;

    /// <summary>target = source.</summary>
    public void Move(Gpr target, Gpr source) => RegisterForm(0x89, source, target);

    /// <summary>target = source, 32 bits; the upper half becomes 0.</summary>
    public void Move32(Gpr target, Gpr source)
    {
        Rex(wide: false, source, null, target);
        Bytes(0x89);
        ModRm((int)source, (int)target);
    }

    /// <summary>target = value, 32 bits; the upper half becomes 0.</summary>
    public void Set32(Gpr target, int value)
    {
        Rex(wide: false, default, null, target);
        Bytes((byte)(0xB8 | ((int)target & 7)));
        Int32(value);
    }

    /// <summary>target = memory.</summary>
    public void Load(Gpr target, Memory source) => MemoryForm(0x8B, target, source, wide: true);

    /// <summary>target = memory, 32 bits; the upper half becomes 0.</summary>
    public void Load32(Gpr target, Memory source) => MemoryForm(0x8B, target, source, wide: false);

    /// <summary>target = address of the operand.</summary>
    public void Address(Gpr target, Memory source) => MemoryForm(0x8D, target, source, wide: true);

    /// <summary>target += source.</summary>
    public void Add(Gpr target, Gpr source) => RegisterForm(0x01, source, target);

    /// <summary>target += value.</summary>
    public void Add(Gpr target, int value) => ImmediateForm(0, target, value);

    /// <summary>target -= source.</summary>
    public void Subtract(Gpr target, Gpr source) => RegisterForm(0x29, source, target);

    /// <summary>target -= value; a borrow sets <see cref="Condition.Below"/>.</summary>
    public void Subtract(Gpr target, int value) => ImmediateForm(5, target, value);

    /// <summary>target *= 2^count.</summary>
    public void ShiftLeft(Gpr target, int count)
    {
        Rex(wide: true, default, null, target);
        Bytes(0xC1);
        ModRm(4, (int)target);
        Bytes((byte)count);
    }

    /// <summary>target -= 1; sets <see cref="Condition.Zero"/>.</summary>
    public void Decrement(Gpr target)
    {
        Rex(wide: true, default, null, target);
        Bytes(0xFF);
        ModRm(1, (int)target);
    }

    /// <summary>Saves a register.</summary>
    public void Push(Gpr register)
    {
        Rex(wide: false, default, null, register);
        Bytes((byte)(0x50 | ((int)register & 7)));
    }

    /// <summary>Brings a register back.</summary>
    public void Pop(Gpr register)
    {
        Rex(wide: false, default, null, register);
        Bytes((byte)(0x58 | ((int)register & 7)));
    }

    /// <summary>Saves registers.</summary>
    public void Save(ReadOnlySpan<Gpr> registers)
    {
        foreach (Gpr register in registers)
        {
            Push(register);
        }
    }

    /// <summary>Brings back what <see cref="Save"/> saved.</summary>
    public void Restore(ReadOnlySpan<Gpr> registers)
    {
        for (int i = registers.Length - 1; i >= 0; i--)
        {
            Pop(registers[i]);
        }
    }

    /// <summary>Asks for a line into the first-level cache. Any address is harmless.</summary>
    public void Prefetch(Memory line)
    {
        Rex(wide: false, default, line.Index, line.Base);
        Bytes(0x0F, 0x18);
        ModRm(1, line, ByteUnit);
    }

    /// <summary>rdx:rax = an extended control register, number in rcx.</summary>
    public void ReadControl() => Bytes(0x0F, 0x01, 0xD0);

    /// <summary>Leaves a function.</summary>
    public void Return() => Bytes(0xC3);

    /// <summary>Jumps back.</summary>
    /// <param name="condition">When.</param>
    /// <param name="target">A value of <see cref="Here"/>.</param>
    public void Jump(Condition condition, int target) => Patch(JumpForward(condition), target);

    /// <summary>Jumps to what <see cref="Land"/> will say.</summary>
    /// <returns>What <see cref="Land"/> wants to know.</returns>
    public int JumpForward(Condition condition)
    {
        Bytes(0x0F, (byte)(0x80 | (int)condition));
        Int32(0);
        return Here;
    }

    /// <summary>Makes a forward jump arrive here.</summary>
    public void Land(int jump) => Patch(jump, Here);

    // The distance counts from the end of the jump, where its four bytes end.
    private void Patch(int jump, int target) =>
        BinaryPrimitives.WriteInt32LittleEndian(CollectionsMarshal.AsSpan(_code)[(jump - sizeof(int))..], target - jump);

    private void Rex(bool wide, Gpr reg, Gpr? index, Gpr @base)
    {
        int bits = ((wide ? 1 : 0) << 3) | (High(reg) << 2) | (High(index) << 1) | High(@base);
        if (bits != 0)
        {
            Bytes((byte)(0x40 | bits));
        }
    }

    private void RegisterForm(byte opcode, Gpr reg, Gpr register)
    {
        Rex(wide: true, reg, null, register);
        Bytes(opcode);
        ModRm((int)reg, (int)register);
    }

    private void MemoryForm(byte opcode, Gpr reg, Memory memory, bool wide)
    {
        Rex(wide, reg, memory.Index, memory.Base);
        Bytes(opcode);
        ModRm((int)reg, memory, ByteUnit);
    }

    private void ImmediateForm(int operation, Gpr target, int value)
    {
        bool small = value is >= sbyte.MinValue and <= sbyte.MaxValue;
        Rex(wide: true, default, null, target);
        Bytes((byte)(small ? 0x83 : 0x81));
        ModRm(operation, (int)target);
        if (small)
        {
            Bytes((byte)value);
        }
        else
        {
            Int32(value);
        }
    }
}
