// What the compiler calls with registers of its own choice.
    .text

// Stores of references, *x14 = x15, x14 moves on. Nothing is collected, so there is nothing to record.
    .global RhpAssignRefArm64, RhpCheckedAssignRefArm64, RhpByRefAssignRefArm64
RhpByRefAssignRefArm64:                     // the reference comes from *x13, which moves on, too
    ldr x15, [x13], 8
RhpAssignRefArm64:
RhpCheckedAssignRefArm64:
    str x15, [x14], 8
    ret

// An interface call: x0 is the object, x11 the cell; every argument register must arrive unchanged.
    .global RhpInitialDynamicInterfaceDispatch
RhpInitialDynamicInterfaceDispatch:
    stp x29, x30, [sp, -224]!
    mov x29, sp
    stp x0, x1, [sp, 16]
    stp x2, x3, [sp, 32]
    stp x4, x5, [sp, 48]
    stp x6, x7, [sp, 64]
    str x8, [sp, 80]
    stp q0, q1, [sp, 96]
    stp q2, q3, [sp, 128]
    stp q4, q5, [sp, 160]
    stp q6, q7, [sp, 192]
    mov x1, x11
    bl interface_target
    mov x9, x0
    ldp x0, x1, [sp, 16]
    ldp x2, x3, [sp, 32]
    ldp x4, x5, [sp, 48]
    ldp x6, x7, [sp, 64]
    ldr x8, [sp, 80]
    ldp q0, q1, [sp, 96]
    ldp q2, q3, [sp, 128]
    ldp q4, q5, [sp, 160]
    ldp q6, q7, [sp, 192]
    ldp x29, x30, [sp], 224
    br x9

    .section .note.GNU-stack, "", %progbits
