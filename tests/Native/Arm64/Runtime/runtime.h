// A stand-in for the NativeAOT runtime on arm64, just large enough for the engine: one thread, memory that is never
// collected, no exceptions. The compiler's output calls these functions by name.
#pragma once

#include <stddef.h>
#include <stdint.h>

// The start of a managed type's description. The low half of the flags is the size of an element in arrays and strings.
typedef struct {
    uint32_t flags;
    uint32_t base_size;
} method_table;

// A managed object; arrays and strings carry their length behind the type.
typedef struct {
    method_table *type;
    int32_t length;
} object;

// Reserves the managed heap. Call before anything managed runs.
void heap_open(size_t bytes);

// Says what went wrong and where, and ends the process with exit code 70: there is nothing that could catch an exception.
_Noreturn void runtime_fail(const char *what);
