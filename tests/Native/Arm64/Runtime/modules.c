// The compiled module describes itself in sections, and interface calls go through cells that name type and slot.
#include "runtime.h"

#include <stdlib.h>

enum { HAS_END = 1, FIRST_BLOB = 300 };

typedef struct {
    uint32_t signature;
    uint16_t major_version, minor_version;
    uint32_t flags;
    uint16_t sections;
    uint8_t entry_size, entry_type;
} module_header;

typedef struct {
    int32_t id, flags;
    char *start, *end;
} module_section;

typedef struct {
    void *os_module;
    module_header *header;
} module;

extern void *__start___modules[];

void *RhpRegisterOsModule(void *os_module) { return os_module; }
void *RhGetOSModuleFromPointer(void *anywhere) { return __start___modules; }
void *RhGetCodeTarget(void *code) { return code; }

module *RhpCreateTypeManager(void *os_module, module_header *header, void **functions, int count)
{
    module *result = malloc(sizeof *result);
    if (result == NULL || header->entry_size != sizeof(module_section))
        runtime_fail("the module's sections are of another compiler version");
    result->os_module = os_module;
    result->header = header;
    return result;
}

void *RhpGetModuleSection(module **handle, int id, int *bytes)
{
    module_header *header = (*handle)->header;
    module_section *sections = (module_section *)(header + 1);
    for (int i = 0; i < header->sections; i++) {
        if (sections[i].id == id) {
            *bytes = sections[i].flags & HAS_END ? (int)(sections[i].end - sections[i].start) : (int)sizeof(void *);
            return sections[i].start;
        }
    }
    *bytes = 0;
    return NULL;
}

int RhFindBlob(module **handle, uint32_t blob, void **start, uint32_t *bytes)
{
    int length;
    *start = RhpGetModuleSection(handle, FIRST_BLOB + (int)blob, &length);
    *bytes = (uint32_t)length;
    return *start != NULL;
}

// A call site of an interface method. Cells come in runs; the last of a run has no stub and holds the slot number.
typedef struct {
    void *stub;
    uintptr_t target;
} dispatch_cell;

enum { TARGET_KIND = 3, VTABLE_OFFSET = 0, DIRECT = 1, INDIRECT = 2, MAX_VTABLE_OFFSET = 0x1000 };

void *RhResolveDispatch(object *self, method_table *interface, uint16_t slot);

static method_table *interface_of(dispatch_cell *cell)
{
    uintptr_t target = cell->target, kind = target & TARGET_KIND;
    if (kind == DIRECT)
        return (method_table *)(target - kind);
    uintptr_t relative = ((uintptr_t)&cell->target + (intptr_t)(int32_t)target) & ~(uintptr_t)TARGET_KIND;
    return kind == INDIRECT ? *(method_table **)relative : (method_table *)relative;
}

// Called by interface_call.S: the code that an interface call must go to.
void *interface_target(object *self, dispatch_cell *cell)
{
    if (self == NULL)
        runtime_fail("an interface call on null");
    if ((cell->target & TARGET_KIND) == VTABLE_OFFSET) {
        if (cell->target >= MAX_VTABLE_OFFSET)
            runtime_fail("a dispatch cell of an unknown kind");
        return *(void **)((char *)self->type + cell->target);
    }
    dispatch_cell *last = cell;
    while (last->stub != NULL)
        last++;
    if (last->target >> 16 != 0)
        runtime_fail("a dispatch cell of an unknown kind");
    void *code = RhResolveDispatch(self, interface_of(cell), (uint16_t)last->target);
    if (code == NULL)
        runtime_fail("an interface method without an implementation");
    return code;
}
