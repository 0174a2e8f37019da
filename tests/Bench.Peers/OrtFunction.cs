namespace Bench.Peers;

/// <summary>Places in the function table of ONNX Runtime (<c>struct OrtApi</c> of onnxruntime_c_api.h).</summary>
internal enum OrtFunction
{
    GetErrorMessage = 2,
    CreateEnv = 3,
    CreateSessionFromArray = 8,
    CreateSessionOptions = 10,
    SetSessionGraphOptimizationLevel = 23,
    SetIntraOpNumThreads = 24,
    SetInterOpNumThreads = 25,
    CreateRunOptions = 39,
    CreateTensorWithDataAsOrtValue = 49,
    CreateCpuMemoryInfo = 69,
    ReleaseStatus = 93,
    ReleaseSession = 95,
    RunWithBinding = 133,
    CreateIoBinding = 134,
    BindInput = 136,
    BindOutput = 137,
}
