// Managed memory: objects are placed one behind the other in one large mapping and never move or go away.
#include "runtime.h"

#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

enum { ALIGNMENT = 8, OBJECT_HEADER = 8, HAS_POINTERS = 0x01000000 };

static char *next_object;
static char *heap_end;

void heap_open(size_t bytes)
{
    next_object = mmap(NULL, bytes, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
    if (next_object == MAP_FAILED)
        runtime_fail("no address space for the heap");
    heap_end = next_object + bytes;
}

// The header word in front of an object belongs to it; a fresh mapping is zero.
static object *place(method_table *type, size_t bytes)
{
    bytes = (bytes + ALIGNMENT - 1) & ~(size_t)(ALIGNMENT - 1);
    if (bytes > (size_t)(heap_end - next_object))
        runtime_fail("the heap is full");
    object *result = (object *)(next_object + OBJECT_HEADER);
    next_object += bytes;
    result->type = type;
    return result;
}

object *RhpNewFast(method_table *type) { return place(type, type->base_size); }
object *RhpNewFinalizable(method_table *type) { return place(type, type->base_size); }

object *RhpNewArray(method_table *type, int64_t length)
{
    if (length < 0 || length > INT32_MAX)
        runtime_fail("an array length out of range");
    object *result = place(type, type->base_size + (size_t)length * (type->flags & 0xFFFF));
    result->length = (int32_t)length;
    return result;
}

object *RhNewString(method_table *type, int64_t length) { return RhpNewArray(type, length); }
void RhAllocateNewObject(method_table *type, uint32_t flags, object **result) { *result = RhpNewFast(type); }
void RhAllocateNewArray(method_table *type, uint32_t length, uint32_t flags, object **result) { *result = RhpNewArray(type, length); }

void RhBulkMoveWithWriteBarrier(void *to, const void *from, size_t bytes) { memmove(to, from, bytes); }
void *RhpGcSafeZeroMemory(void *start, size_t bytes) { return memset(start, 0, bytes); }
void RhpAssignRef(object **place_of_reference, object *value) { *place_of_reference = value; }

object *RhpCheckedXchg(object **where, object *value)
{
    object *before = *where;
    *where = value;
    return before;
}

object *RhpCheckedLockCmpXchg(object **where, object *value, object *expected)
{
    object *before = *where;
    if (before == expected)
        *where = value;
    return before;
}

// Bytes of the description of where a type's references are, which lies in front of its method table.
int RhGetGCDescSize(method_table *type)
{
    if (!(type->flags & HAS_POINTERS))
        return 0;
    int64_t series = ((int64_t *)type)[-1];
    return (int)(series > 0 ? 8 + 16 * series : 16 - 8 * series);
}

int RhGetGeneration(object *value) { return 0; }
void RhSuppressFinalize(object *value) {}
void *RhRegisterFrozenSegment(void *start, size_t allocated, size_t committed, size_t reserved) { return start; }
void RhUpdateFrozenSegment(void *segment, void *allocated, void *committed) {}

// A handle is a cell that holds the object, a dependent one a second behind it.
static object **new_handle(object *first, object *second)
{
    object **handle = malloc(2 * sizeof *handle);
    if (handle == NULL)
        runtime_fail("out of memory");
    handle[0] = first;
    handle[1] = second;
    return handle;
}

object **RhpHandleAlloc(object *value, int kind) { return new_handle(value, NULL); }
object **RhpHandleAllocDependent(object *primary, object *secondary) { return new_handle(primary, secondary); }
void RhHandleFree(object **handle) { free(handle); }

object **RhHandleSet(object **handle, object *value)
{
    *handle = value;
    return handle;
}

object *RhHandleGetDependent(object **handle, object **secondary)
{
    *secondary = handle[1];
    return handle[0];
}
