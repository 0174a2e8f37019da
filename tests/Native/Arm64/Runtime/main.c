// Starts the compiled module and runs the checks the arguments name; their lines go to standard output.
#include "runtime.h"

#include <asm/hwcap.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/auxv.h>

enum { INTERNAL_ERROR = 70, CLASS_LIBRARY_FUNCTIONS = 14, DOT_PRODUCT = 8 };
static const size_t heap_bytes = (size_t)4 << 30;

// Instruction sets beyond the base that compiled code asks for at run time, and the value that guards stack frames.
int g_cpuFeatures;
uint64_t __security_cookie = 0x2545f4914f6cdd1d;
int RhpTrapThreads;

extern void *__start___modules[], *__stop___modules[];
void InitializeModules(void *os_module, void **modules, int count, void **functions, int function_count);
void __managed__Startup(void);
int engine_checks(int count, char **arguments, uint8_t *output, int capacity);

void RhpReversePInvoke(void *frame) {}
void RhpReversePInvokeReturn(void *frame) {}
void RhpPInvoke(void *frame) {}
void RhpPInvokeReturn(void *frame) {}
void RhpGcPoll(void) {}

_Noreturn void runtime_fail(const char *what)
{
    fprintf(stderr, "engine-checks: %s; called from", what);
    const uintptr_t *frame = __builtin_frame_address(0);
    for (int depth = 0; depth < 24 && frame != NULL; depth++, frame = (const uintptr_t *)frame[0])
        fprintf(stderr, " %zx", (size_t)frame[1]);
    fputs("\n", stderr);
    exit(INTERNAL_ERROR);
}

// Every runtime function without a definition here leads to this, see eng/arm64.
_Noreturn void runtime_missing(const char *name) { runtime_fail(name); }

void RhpThrowEx(object *exception) { runtime_fail("an exception was thrown"); }
void RhpRethrow(void) { runtime_fail("an exception was thrown again"); }
void RhpFallbackFailFast(void) { runtime_fail("the framework gave up"); }

static void on_fault(int signal) { runtime_fail(signal == SIGILL ? "an instruction this processor lacks" : "a bad address"); }

int main(int count, char **arguments)
{
    static uint8_t output[1 << 20];
    static void *functions[CLASS_LIBRARY_FUNCTIONS];

    signal(SIGSEGV, on_fault);
    signal(SIGILL, on_fault);
    g_cpuFeatures = getauxval(AT_HWCAP) & HWCAP_ASIMDDP ? DOT_PRODUCT : 0;
    heap_open(heap_bytes);
    InitializeModules(__start___modules, __start___modules, (int)(__stop___modules - __start___modules), functions, CLASS_LIBRARY_FUNCTIONS);
    __managed__Startup();
    int bytes = engine_checks(count - 1, arguments + 1, output, sizeof output);
    return fwrite(output, 1, (size_t)bytes, stdout) == (size_t)bytes ? 0 : INTERNAL_ERROR;
}
