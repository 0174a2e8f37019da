// The part of the framework's own C library that the engine calls: native memory, reading files, and one thread's locks.
#include "runtime.h"

#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

void *SystemNative_Malloc(size_t bytes) { return malloc(bytes); }
void SystemNative_Free(void *start) { free(start); }
void *SystemNative_AlignedAlloc(size_t alignment, size_t bytes) { return aligned_alloc(alignment, (bytes + alignment - 1) / alignment * alignment); }
void SystemNative_AlignedFree(void *start) { free(start); }

// Reserved address space can be written at once, so that committing parts of it later needs nothing more.
void *SystemNative_MMap(void *wanted, uint64_t bytes, int protection, int flags, intptr_t file, int64_t offset)
{
    if (file != -1)
        runtime_fail("a mapped file");
    void *start = mmap(NULL, bytes, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
    return start == MAP_FAILED ? NULL : start;
}

int SystemNative_MProtect(void *start, uint64_t bytes, int protection) { return 0; }
int SystemNative_MUnmap(void *start, uint64_t bytes) { return munmap(start, bytes); }

typedef struct {
    int32_t flags, mode;
    uint32_t user, group;
    int64_t size, times[8], device, special_device, inode;
    uint32_t user_flags;
} file_status;

intptr_t SystemNative_Open(const char *path, int flags, int mode) { return open(path, O_RDONLY | O_CLOEXEC); }
int SystemNative_Close(intptr_t file) { return close((int)file); }
int SystemNative_Read(intptr_t file, void *buffer, int bytes) { return (int)read((int)file, buffer, (size_t)bytes); }
int SystemNative_PRead(intptr_t file, void *buffer, int bytes, int64_t offset) { return (int)pread((int)file, buffer, (size_t)bytes, offset); }
int64_t SystemNative_LSeek(intptr_t file, int64_t offset, int whence) { return lseek((int)file, offset, whence); }
int SystemNative_FLock(intptr_t file, int operation) { return 0; }
int SystemNative_PosixFAdvise(intptr_t file, int64_t offset, int64_t bytes, int advice) { return 0; }
char *SystemNative_GetCwd(char *buffer, int bytes) { return getcwd(buffer, (size_t)bytes); }

int SystemNative_FStat(intptr_t file, file_status *status)
{
    struct stat found;
    if (fstat((int)file, &found) != 0)
        return -1;
    memset(status, 0, sizeof *status);
    status->mode = (int32_t)found.st_mode;
    status->size = found.st_size;
    status->device = (int64_t)found.st_dev;
    status->inode = (int64_t)found.st_ino;
    return 0;
}

static int last_error;
int SystemNative_GetErrNo(void) { return last_error; }
void SystemNative_SetErrNo(int error) { last_error = error; }
char *SystemNative_GetEnv(const char *name) { return NULL; }

// Seeds of hash tables: the same on every run.
void SystemNative_GetNonCryptographicallySecureRandomBytes(uint8_t *buffer, int bytes) { memset(buffer, 7, (size_t)bytes); }

// One thread never waits for another.
void *SystemNative_LowLevelMonitor_Create(void) { return malloc(1); }
void SystemNative_LowLevelMonitor_Destroy(void *monitor) { free(monitor); }
void SystemNative_LowLevelMonitor_Acquire(void *monitor) {}
void SystemNative_LowLevelMonitor_Release(void *monitor) {}
// No numbers of processors: else the framework measures how fast they are read.
int SystemNative_SchedGetCpu(void) { return -1; }

// Nanoseconds. The framework measures loops by it, so it must move on.
uint64_t SystemNative_GetTimestamp(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (uint64_t)now.tv_sec * 1000000000 + (uint64_t)now.tv_nsec;
}

uint64_t RhpGetTickCount64(void) { return SystemNative_GetTimestamp() / 1000000; }
uint64_t RhCurrentOSThreadId(void) { return 1; }
int RhGetProcessCpuCount(void) { return 1; }
void RhSpinWait(int iterations) {}
int RhYield(void) { return 0; }

static object *thread_statics;
object **RhGetThreadStaticStorage(void) { return &thread_statics; }
void RhRegisterInlinedThreadStaticRoot(object **root, void *module) {}
void RhSetThreadExitCallback(void *callback) {}
uint32_t RhGetKnobValues(char ***keys, char ***values) { return 0; }
